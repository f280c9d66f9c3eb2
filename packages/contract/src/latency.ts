import Type, { type Static } from "typebox";
import { Milliseconds } from "./units.ts";

export const QuantilesSchema = Type.Object({
  p50: Milliseconds,
  p95: Milliseconds,
  p99: Milliseconds,
  /** Sum of durations by their number; absent when the proxies do not report sums. */
  mean: Type.Optional(Milliseconds),
});
export type Quantiles = Static<typeof QuantilesSchema>;

export const LatencySchema = Type.Object({
  ...QuantilesSchema.properties,
  /** The same edge, or side of a node, over half an hour, one hour before. */
  usual: Type.Optional(QuantilesSchema),
});
export type Latency = Static<typeof LatencySchema>;
