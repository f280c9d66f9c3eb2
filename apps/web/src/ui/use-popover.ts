import { useRef, useState } from "react";

const gap = 4;

/** A panel above the page, closed by Esc or a press elsewhere (the browser's own popover). `width`: px. */
export function usePopover(width: number) {
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const show = (anchor: HTMLElement) => {
    const { bottom, left } = anchor.getBoundingClientRect();
    const style = panel.current?.style;
    if (!style) return;
    style.top = `${bottom + gap}px`;
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
