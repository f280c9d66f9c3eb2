import type { TimelineQuery } from "@fyr/contract";
import { readInstant } from "../api/read-query.ts";
import { AppError } from "../app-error.ts";
import { formatInstant, liesInTheFuture } from "../observer/instant-text.ts";

/** Unix seconds. */
export interface TimelineSpan {
  readonly from: number;
  readonly to: number;
}

const usualSeconds = 7200;
const mostSeconds = 86_400;

/** What a question covers. `now`: Unix seconds. `usual`: seconds, where it does not say. */
export function timelineSpan(
  query: Pick<TimelineQuery, "from" | "to">,
  now: number,
  usual: number = usualSeconds,
): TimelineSpan {
  const asked = query.to === undefined ? now : readInstant(query.to, "to");
  if (asked > now + 60) throw new AppError("bad_request", liesInTheFuture(now), { field: "to" });
  const to = Math.min(asked, now);
  const from = query.from === undefined ? to - usual : readInstant(query.from, "from");
  if (from >= to) {
    throw new AppError("bad_request", `from must lie before ${formatInstant(to)}.`, { field: "from" });
  }
  if (to - from > mostSeconds) {
    const sentence = `A span covers at most 24 hours: from must not lie before ${formatInstant(to - mostSeconds)}.`;
    throw new AppError("bad_request", sentence, { field: "from" });
  }
  return { from, to };
}
