import type { Finding } from "@fyr/contract";
import { clock, moment } from "../../../ui/clock.ts";
import { windowName } from "../../../ui/format.ts";
import {
  type InvestigateAddress,
  isMoving,
  type MovingBaseline,
  movingBaselines,
} from "../../../view/investigation.ts";

/** What is compared with. */
export interface Baseline {
  /** RFC 3339, end of its window; absent: an hour before the moment on screen. */
  readonly before?: string;
  readonly windowSeconds: number;
  /** "before it began", "an hour ago" */
  readonly words: string;
  /** In a sentence: "before 03:01", "an hour ago". */
  readonly than: string;
}

/** Long enough that its numbers are steady. */
const steadySeconds = 600;
const minuteMs = 60_000;

export const movingWords: Readonly<Record<MovingBaseline, string>> = {
  "1h": "an hour ago",
  "1d": "yesterday, same time",
  "7d": "last week, same time",
};

const movingMs: Readonly<Record<MovingBaseline, number>> = { "1h": 3_600_000, "1d": 86_400_000, "7d": 604_800_000 };

/**
 * What the address compares with. Where it says nothing: ten minutes up to where the finding begins, else an hour ago.
 * `at`: ms since epoch.
 */
export function baselineOf(
  { before, beforeWindowSeconds }: Pick<InvestigateAddress, "before" | "beforeWindowSeconds">,
  onset: Finding["onset"],
  at: number,
  windowSeconds: number,
): Baseline {
  const long = beforeWindowSeconds ?? Math.max(windowSeconds, steadySeconds);
  if (before === undefined && onset !== undefined) {
    const end = onset.notBefore;
    return { before: end, windowSeconds: long, words: "before it began", than: `before ${moment(onset.at, at)}` };
  }
  const moving = before === undefined ? "1h" : isMoving(before) ? before : undefined;
  if (moving !== undefined) {
    const end = new Date(Math.floor((at - movingMs[moving]) / minuteMs) * minuteMs).toISOString();
    return { before: end, windowSeconds: long, words: movingWords[moving], than: movingWords[moving] };
  }
  const end = Date.parse(before ?? "");
  const words = `${moment(end - long * 1000, at)} to ${moment(end, at)}`;
  return { before: new Date(end).toISOString(), windowSeconds: long, words, than: `at ${moment(end, at)}` };
}

/** Nothing, or not all, is kept of it. `historyFrom`: RFC 3339, where Prometheus' samples begin. */
function isBeforeHistory({ before, windowSeconds }: Baseline, historyFrom: string | undefined): boolean {
  if (before === undefined || historyFrom === undefined) return false;
  return Date.parse(before) - windowSeconds * 1000 < Date.parse(historyFrom);
}

/**
 * The baseline itself where it is kept; else the one that is meant where nothing is asked for, else the oldest there is.
 * What is not there would make everything new.
 */
export function keptBaseline(wanted: Baseline, usual: Baseline, historyFrom: string | undefined): Baseline {
  if (historyFrom === undefined || !isBeforeHistory(wanted, historyFrom)) return wanted;
  if (!isBeforeHistory(usual, historyFrom)) return usual;
  const end = Date.parse(historyFrom) + usual.windowSeconds * 1000;
  return { ...usual, before: new Date(end).toISOString(), words: "the oldest kept", than: "the oldest kept" };
}

/** Those that reach beyond all history, seen from a moment. `at`: ms since epoch; `historyFrom`: RFC 3339. */
export function unkeptBaselines(
  at: number,
  windowSeconds: number,
  historyFrom: string | undefined,
): readonly MovingBaseline[] {
  return movingBaselines.filter((before) =>
    isBeforeHistory(baselineOf({ before }, undefined, at, windowSeconds), historyFrom),
  );
}

/** As much of now as makes few requests steady. */
const steadyNowSeconds = 300;

/**
 * How long before the moment on screen is compared: five minutes where the window is shorter, since few requests say
 * little, but nothing from before the finding began. `at`: ms since epoch.
 */
export function comparedSeconds(onset: Finding["onset"], at: number, windowSeconds: number): number {
  const since = onset === undefined ? steadyNowSeconds : Math.floor((at - Date.parse(onset.notAfter)) / 60_000) * 60;
  return Math.max(windowSeconds, Math.min(steadyNowSeconds, since));
}

/** "02:50:00 to 03:00:00, 10 min" */
export function baselineSpan({ before, windowSeconds }: Baseline): string {
  if (before === undefined) return windowName(windowSeconds);
  const end = Date.parse(before);
  return `${clock(end - windowSeconds * 1000)} to ${clock(end)}, ${windowName(windowSeconds)}`;
}
