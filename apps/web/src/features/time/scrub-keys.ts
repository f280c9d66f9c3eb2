import type { Span } from "./past-moments.ts";

/** What a key on the timeline does. */
export type TimelineMove =
  | { readonly kind: "to"; readonly at: number }
  | { readonly kind: "zoom"; readonly by: 1 | -1 }
  | { readonly kind: "shift"; readonly share: number }
  | { readonly kind: "cancel" };

/** Steps of a press with Shift, and of Page up and down. */
const largeSteps = 10;

/** `at`: the moment on screen, all in ms since epoch; from live on, one goes back from now. Undefined for other keys. */
export function movesOf(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  {
    at,
    span,
    stepMs,
    now,
  }: { readonly at: number; readonly span: Span; readonly stepMs: number; readonly now: number },
): TimelineMove | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const by = (steps: number): TimelineMove => {
    const grid = steps < 0 ? Math.ceil(at / stepMs) : Math.floor(at / stepMs);
    const moved = (grid + steps) * stepMs;
    return { kind: "to", at: Math.min(now, Math.max(span.from, moved)) };
  };
  const size = shiftKey ? largeSteps : 1;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return by(-size);
    case "ArrowRight":
    case "ArrowUp":
      return by(size);
    case "PageDown":
      return by(-largeSteps);
    case "PageUp":
      return by(largeSteps);
    case "Home":
      return { kind: "to", at: span.from };
    case "End":
      return { kind: "to", at: span.to };
    case "-":
      return { kind: "zoom", by: 1 };
    case "+":
    case "=":
      return { kind: "zoom", by: -1 };
    case "[":
      return { kind: "shift", share: -0.5 };
    case "]":
      return { kind: "shift", share: 0.5 };
    case "Escape":
      return { kind: "cancel" };
    default:
      return undefined;
  }
}
