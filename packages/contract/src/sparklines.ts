import Type, { type Static } from "typebox";
import { NodeIdSchema } from "./ids.ts";
import { overTime } from "./over-time.ts";
import { MomentSchema, WindowSecondsSchema } from "./topology.ts";
import { PerSecond, Ratio, Words } from "./units.ts";

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
  ...overTime,
  lines: Type.Array(SparklineSchema),
});
export type Sparklines = Static<typeof SparklinesSchema>;
