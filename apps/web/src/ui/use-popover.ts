import { useRef, useState } from "react";

const gap = 4;

/**
 * A panel over the page, closed by Esc or a press elsewhere (the browser's own popover): below what opens it, above it
 * at the foot of the page. `width`: px.
 */
export function usePopover(width: number) {
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const show = (anchor: HTMLElement) => {
    const { top, bottom, left } = anchor.getBoundingClientRect();
    const style = panel.current?.style;
    if (!style) return;
    const isAbove = bottom > window.innerHeight * 0.6;
    style.top = isAbove ? "auto" : `${bottom + gap}px`;
    style.bottom = isAbove ? `${window.innerHeight - top + gap}px` : "auto";
    style.left = `${Math.max(gap, Math.min(left, window.innerWidth - width - 2 * gap))}px`;
    style.width = `${width}px`;
    if (!isOpen) panel.current?.showPopover();
  };
  const hide = () => panel.current?.hidePopover();
  const panelProps = {
    ref: panel,
    popover: "auto",
    onToggle: (event: React.ToggleEvent<HTMLDivElement>) => setIsOpen(event.newState === "open"),
  } as const;
  return { isOpen, show, hide, panelProps };
}
