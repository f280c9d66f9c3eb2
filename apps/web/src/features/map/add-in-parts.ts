import type { Core, ElementDefinition } from "cytoscape";

/** Adds thousands of elements over several frames, so that the page goes on answering. */
export interface Adder {
  /** A first part at once, in this order. What still waits of a call before is added first. */
  add(elements: ElementDefinition[]): void;
  /** All that waits, at once. */
  finish(): void;
  isDone(): boolean;
  destroy(): void;
}

/** Takes well below 200 ms. */
const PART = 250;

/** `onDone`: the last part of several is there. */
export function createAdder(cy: Pick<Core, "add">, onDone: () => void): Adder {
  let waiting: ElementDefinition[] = [];
  let frame = 0;

  function addPart(): void {
    frame = 0;
    cy.add(waiting.slice(0, PART));
    waiting = waiting.slice(PART);
    if (waiting.length > 0) frame = requestAnimationFrame(addPart);
    else onDone();
  }

  function finish(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    if (waiting.length === 0) return;
    cy.add(waiting);
    waiting = [];
    onDone();
  }

  return {
    add(elements) {
      finish();
      cy.add(elements.slice(0, PART));
      waiting = elements.slice(PART);
      if (waiting.length > 0) frame = requestAnimationFrame(addPart);
    },
    finish,
    isDone: () => waiting.length === 0,
    destroy: () => cancelAnimationFrame(frame),
  };
}
