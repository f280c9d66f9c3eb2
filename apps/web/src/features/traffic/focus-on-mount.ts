/** A ref for what takes the place of the thing that had the focus: reading goes on there, not at the top of the page. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
