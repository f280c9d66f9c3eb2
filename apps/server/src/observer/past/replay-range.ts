import { mostFrames } from "@fyr/contract";
import { AppError } from "../../app-error.ts";
import { formatInstant } from "../instant-text.ts";
import { instantOf } from "./instant-of.ts";

/** Unix seconds; both ends lie on multiples of the step. */
export interface ReplayRange {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

/** Steps people read times by. */
const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/** `now` and what is asked: Unix seconds. `leastSeconds`: between two samples. */
export function replayRange(
  asked: { readonly from: number; readonly to?: number; readonly stepSeconds?: number },
  now: number,
  leastSeconds: number,
): ReplayRange {
  const to = instantOf(asked.to ?? now, now, "to");
  const from = instantOf(asked.from, now, "from");
  if (from >= to) {
    const end = asked.to === undefined ? "now" : "to";
    throw new AppError("bad_request", `from must lie before ${end}, which is ${formatInstant(to)}.`, { field: "from" });
  }
  const enough = (to - from) / mostFrames;
  const stepSeconds = asked.stepSeconds ?? steps.find((step) => step >= Math.max(enough, leastSeconds)) ?? 86_400;
  const last = Math.floor(to / stepSeconds) * stepSeconds;
  const earliest = asked.stepSeconds === undefined ? last - (mostFrames - 1) * stepSeconds : 0;
  const first = Math.max(Math.floor(from / stepSeconds) * stepSeconds, earliest);
  if ((last - first) / stepSeconds + 1 > mostFrames) {
    const sentence = `A replay has at most ${mostFrames} frames: for this span take steps of ${Math.ceil((to - from) / (mostFrames - 2))} s or more.`;
    throw new AppError("bad_request", sentence, { field: asked.stepSeconds === undefined ? "from" : "stepSeconds" });
  }
  return { from: first, to: last, stepSeconds };
}
