import type { SeriesQuery } from "@fyr/contract";
import type { SeriesRange } from "@fyr/prometheus";
import { AppError } from "../app-error.ts";
import { formatInstant, liesInTheFuture } from "../observer/instant-text.ts";
import { readInstant } from "./read-query.ts";

const defaultSpanSeconds = 1800;
const mostDays = 31;
const usualPoints = 120;
/** Steps people read times by. */
const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

interface RangeLimits {
  readonly minimumSeconds: number;
  readonly usualSeconds: number;
  /** Absent: 1,000. */
  readonly mostPoints?: number;
}

/**
 * The range a chart covers. Its ends lie on multiples of the step, so that the same chart asks the same question for a
 * while. `now`: Unix seconds.
 */
export function seriesRange(
  query: SeriesQuery,
  now: number,
  { mostPoints = 1000, ...windows }: RangeLimits,
): SeriesRange {
  const asked = query.to === undefined ? now : readInstant(query.to, "to");
  // Clocks differ a little; after now there is nothing but rates that fade.
  const to = Math.min(asked, now);
  const from = query.from === undefined ? to - defaultSpanSeconds : readInstant(query.from, "from");
  if (asked > now + 60) throw new AppError("bad_request", liesInTheFuture(now), { field: "to" });
  if (from >= to) {
    const end = query.to === undefined ? "now" : "to";
    throw new AppError("bad_request", `from must lie before ${end}, which is ${formatInstant(to)}.`, { field: "from" });
  }
  const span = to - from;
  if (span > mostDays * 86_400) {
    const earliest = formatInstant(to - mostDays * 86_400);
    throw new AppError(
      "bad_request",
      `A chart covers at most ${mostDays} days: from must not lie before ${earliest}.`,
      {
        field: "from",
      },
    );
  }
  const least = Math.max(span / usualPoints, windows.minimumSeconds / 4);
  const stepSeconds = query.stepSeconds ?? steps.find((step) => step >= least) ?? 86_400;
  if (query.stepSeconds !== undefined && stepSeconds > span) {
    const most = Math.floor(span);
    throw new AppError(
      "bad_request",
      `The chart covers ${most} s: a step must not be longer, as ${stepSeconds} s is.`,
      {
        field: "stepSeconds",
      },
    );
  }
  if (span / stepSeconds > mostPoints) {
    const enough = Math.ceil(span / mostPoints);
    const sentence = `Steps of ${stepSeconds} s make more points than the ${mostPoints} a chart may have: take ${enough} s or more.`;
    throw new AppError("bad_request", sentence, { field: "stepSeconds" });
  }
  return {
    from: Math.floor(from / stepSeconds) * stepSeconds,
    to: Math.floor(to / stepSeconds) * stepSeconds,
    stepSeconds,
    windowSeconds: Math.max(query.windowSeconds ?? windows.usualSeconds, windows.minimumSeconds, stepSeconds),
  };
}
