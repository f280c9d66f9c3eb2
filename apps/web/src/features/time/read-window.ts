import { lasting, windowName } from "../../ui/format.ts";
import { readDuration } from "./durations.ts";

/** What typing a window has come to. */
export type TypedWindow =
  | { readonly kind: "go"; readonly seconds: number; readonly words: string; readonly note?: string }
  | { readonly kind: "unread" }
  | { readonly kind: "fault"; readonly words: string };

const mostSeconds = 7 * 86_400;

/** `minimum`: the narrowest that can be trusted. `keptSeconds`: how far samples go back. */
export function typedWindow(text: string, minimum = 0, keptSeconds = Number.POSITIVE_INFINITY): TypedWindow {
  const seconds = readDuration(
    text
      .toLowerCase()
      .trim()
      .replace(/^last /, ""),
  );
  if (seconds === undefined) return { kind: "unread" };
  if (seconds < 1) return { kind: "fault", words: "A window lasts a second or more." };
  if (seconds > mostSeconds) return { kind: "fault", words: "A window lasts 7 d at most." };
  const whole = Math.round(seconds);
  const words = `Every number is a mean over ${windowName(whole)}.`;
  if (whole < minimum) {
    const note = `Samples come every ${windowName(minimum / 4)}: Fyr widens it to ${windowName(minimum)}, four of them.`;
    return { kind: "go", seconds: whole, words, note };
  }
  if (whole > keptSeconds) {
    return {
      kind: "go",
      seconds: whole,
      words,
      note: `Prometheus has samples of the last ${lasting(keptSeconds)} only.`,
    };
  }
  return { kind: "go", seconds: whole, words };
}
