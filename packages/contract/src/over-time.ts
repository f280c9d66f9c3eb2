import Type from "typebox";
import { Instant, WholeSeconds } from "./units.ts";

/** The moments that numbers over time are of. */
export const overTime = {
  from: Instant,
  to: Instant,
  stepSeconds: WholeSeconds,
  /** The same for all points, so that they can be compared. */
  windowSeconds: WholeSeconds,
  /** The window asked for, when it had to be widened. */
  requestedWindowSeconds: Type.Optional(WholeSeconds),
  /** Unix seconds. */
  times: Type.Array(Type.Number()),
};
