import { useCallback, useEffectEvent } from "react";

/** Px of wheel that make one step. */
const stepPx = 60;

/** For the `ref` of what is wheeled over. `share`: where the pointer is, 0 at the start, 1 at the end. */
export function useWheel({
  onZoom,
  onShift,
}: {
  onZoom: (by: 1 | -1, share: number) => void;
  onShift: (share: number) => void;
}) {
  const zoom = useEffectEvent(onZoom);
  const shift = useEffectEvent(onShift);
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    let gatheredPx = 0;
    const onWheel = (event: WheelEvent) => {
      // React's own listeners cannot keep the page from moving.
      event.preventDefault();
      const { left, width } = element.getBoundingClientRect();
      const sidewaysPx = event.shiftKey ? event.deltaX + event.deltaY : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return shift(sidewaysPx / width);
      gatheredPx += event.deltaY;
      if (Math.abs(gatheredPx) < stepPx) return;
      zoom(gatheredPx > 0 ? 1 : -1, (event.clientX - left) / width);
      gatheredPx = 0;
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);
}
