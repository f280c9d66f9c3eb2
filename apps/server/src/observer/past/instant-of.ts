import { AppError } from "../../app-error.ts";
import { liesInTheFuture } from "../instant-text.ts";

/** Clocks of browser and server may differ by this much. */
const clockSkewSeconds = 5;

/** Whole seconds: the instant that is said is exactly the one that was asked for. All in Unix seconds. */
export function instantOf(asked: number, now: number, field: string): number {
  if (asked > now + clockSkewSeconds) {
    throw new AppError("bad_request", liesInTheFuture(now), { field });
  }
  return Math.min(Math.floor(asked), Math.floor(now));
}
