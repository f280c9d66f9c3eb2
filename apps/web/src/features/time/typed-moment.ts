import { calendarDay, exactClock, moment, zoneOffsetMs } from "../../ui/clock.ts";
import { lasting } from "../../ui/format.ts";
import type { InstantOfWall } from "../../ui/wall-clock.ts";
import { instant } from "./past-moments.ts";
import { readMoment } from "./read-moment.ts";

/** What typing has come to: something to go to, or why not. `at`: RFC 3339, absent for live. */
export type TypedState =
  | { readonly kind: "go"; readonly at?: string; readonly words: string; readonly note?: string }
  /** Not understood, or not yet. */
  | { readonly kind: "unread" }
  | { readonly kind: "fault"; readonly words: string };

/** What is looked at and shown may differ by this much from one clock to another. */
const skewMs = 5000;

/** `now`: ms since epoch. `historyFrom`: RFC 3339, where Prometheus' samples begin. Told in the zone on screen. */
export function typedState(text: string, now: number, historyFrom?: string): TypedState {
  const read = readMoment(text, now, zoneOffsetMs);
  if (read === undefined) return { kind: "unread" };
  if (read.kind === "live") return { kind: "go", words: "Live: now, and what comes" };
  const { at, clocks } = read;
  const words = `${calendarDay(at)}, ${exactClock(at)}`;
  if (at > now + skewMs) return { kind: "fault", words: `${words} is still to come.` };
  if (historyFrom !== undefined && at < Date.parse(historyFrom)) {
    return { kind: "fault", words: `${words}: Prometheus keeps nothing before ${moment(historyFrom, now)}.` };
  }
  const note = clocks && clockWords[clocks];
  return {
    kind: "go",
    at: instant(Math.min(at, now)),
    words: `${words} · ${lasting((now - at) / 1000)} ago`,
    ...(note !== undefined && { note }),
  };
}

const clockWords: Readonly<Record<NonNullable<InstantOfWall["clocks"]>, string>> = {
  twice: "Clocks were put back: this time came twice, the first is meant. Add UTC or an offset for the second.",
  skipped: "Clocks were put forward: this time never came, what is meant lies as long after the change.",
};
