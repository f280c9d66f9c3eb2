import Type, { type Static } from "typebox";
import { NodeIdSchema } from "./ids.ts";
import { MomentSchema, WindowSecondsSchema } from "./topology.ts";
import { Instant, PerSecond, Ratio, WholeSeconds, Words } from "./units.ts";

export const SparklinesQuerySchema = Type.Object(
  {
    /** Whose lines. Absent: workload. */
    grain: Type.Optional(Words("workload", "app", "service")),
    /** Absent: now. */
    to: Type.Optional(MomentSchema),
    /** Every point is the rate of this long before it. Absent: the default window. */
    windowSeconds: Type.Optional(WindowSecondsSchema),
  },
  { additionalProperties: false },
);
export type SparklinesQuery = Static<typeof SparklinesQuerySchema>;

/** The requests of one node: those it receives; those it sends where it receives none. The list of services draws it. */
export const SparklineSchema = Type.Object({
  id: NodeIdSchema,
  direction: Words("inbound", "outbound"),
  /** One entry per entry of `times`; `null` where nothing was measured. */
  requestsPerSecond: Type.Array(Type.Union([PerSecond, Type.Null()])),
  errorRatio: Type.Array(Type.Union([Ratio, Type.Null()])),
});
export type Sparkline = Static<typeof SparklineSchema>;

/** The last half hour of every node with requests, sorted by id. */
export const SparklinesSchema = Type.Object({
  from: Instant,
  to: Instant,
  stepSeconds: WholeSeconds,
  /** The same for all points, so that they can be compared. */
  windowSeconds: WholeSeconds,
  /** The window asked for, when it had to be widened. */
  requestedWindowSeconds: Type.Optional(WholeSeconds),
  /** Unix seconds. */
  times: Type.Array(Type.Number()),
  lines: Type.Array(SparklineSchema),
});
export type Sparklines = Static<typeof SparklinesSchema>;
