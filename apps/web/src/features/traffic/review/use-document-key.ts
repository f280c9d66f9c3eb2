import { type RefObject, useEffect, useEffectEvent } from "react";

/**
 * Hears every key on the page first, wherever the focus is: for what is innermost while it is mounted. Hears nothing
 * while a dialog or a menu lies above `place`. Who takes a key says so with `preventDefault`, and nobody else hears it.
 */
export function useDocumentKey(place: RefObject<HTMLElement | null>, handle: (event: KeyboardEvent) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isCovered(place.current)) return;
    handle(event);
    if (event.defaultPrevented) event.stopPropagation();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

function isCovered(place: HTMLElement | null): boolean {
  const above = document.querySelectorAll("[role=dialog], [role=menu]");
  return [...above].some((each) => !each.contains(place));
}

/** A single key pressed once: not held down, not part of a shortcut and not typed into a field. */
export function isPlainKey(event: KeyboardEvent, key: string): boolean {
  if (event.key !== key || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target instanceof HTMLElement && event.target.closest("input:not([type=range]), textarea, select"));
}
