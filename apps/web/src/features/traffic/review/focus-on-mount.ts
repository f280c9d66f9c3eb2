/** A ref for what takes the place of the thing that had the focus: reading goes on there, not at the top of the page. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

/** The same for what may stand below the fold, and asks something. */
export function focusInSight(element: HTMLElement | null): void {
  focusOnMount(element);
  element?.scrollIntoView({ block: "nearest" });
}
