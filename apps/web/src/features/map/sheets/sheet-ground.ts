/** Where sheets are put, and who asks for another frame. */
export interface SheetGround {
  readonly under: HTMLElement;
  readonly over: HTMLElement;
  /** There is more to paint with the next frame. */
  readonly onBlurred: () => void;
}
