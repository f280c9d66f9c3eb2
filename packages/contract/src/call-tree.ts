import Type, { type Static } from "typebox";
import { twoMoments, twoMomentsAsked } from "./baseline.ts";
import { ProtocolSchema } from "./edge.ts";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { TopologyNodeSchema } from "./node.ts";
import { Count, Milliseconds, Ratio, Words } from "./units.ts";

/** Where the time goes from one node on. */
export const CallTreeQuerySchema = Type.Object(
  { entry: NodeIdSchema, ...twoMomentsAsked },
  { additionalProperties: false },
);
export type CallTreeQuery = Static<typeof CallTreeQuerySchema>;

/**
 * One hop, per request to the entry. Means, which add up along a tree; percentiles do not, and stand for the hop alone.
 * Calls made side by side overlap, so own time is an estimate, and at least 0.
 */
export const HopNumbersSchema = Type.Object({
  /** How often it is called per request to the entry. Absent of TCP. */
  calls: Type.Optional(Type.Number({ minimum: 0 })),
  /** Attempts per call beyond the first: requests that arrived over requests that were sent, less 1. */
  retriesPerCall: Type.Optional(Type.Number({ minimum: 0 })),
  /** As its caller waits for it, per call. */
  meanMs: Type.Optional(Milliseconds),
  p99Ms: Type.Optional(Milliseconds),
  /** Per request to the entry: what is spent in the hop itself, neither behind it nor between the proxies. */
  ownMs: Type.Optional(Milliseconds),
  /** Per request to the entry: mean at the caller less mean at the callee. Negative where the clocks of two samples differ. */
  betweenProxiesMs: Type.Optional(Type.Number()),
  errorRatio: Type.Optional(Ratio),
  /** Failed requests per request to the entry that nobody behind the hop failed. */
  ownErrors: Type.Optional(Type.Number({ minimum: 0 })),
});
export type HopNumbers = Static<typeof HopNumbersSchema>;

export const HopSchema = Type.Object({
  /** Its place in the tree, unique there. */
  id: Type.String(),
  /** Index in `hops` of its caller; the entry has none. */
  parent: Type.Optional(Count),
  node: NodeIdSchema,
  /** The call that leads to it; the entry has none. */
  edge: Type.Optional(EdgeIdSchema),
  protocol: Type.Optional(ProtocolSchema),
  now: Type.Optional(HopNumbersSchema),
  /** Absent where nothing was measured then: the hop is new. */
  before: Type.Optional(HopNumbersSchema),
  /** On the way that grew most (or, where nothing grew, takes most) from the entry on. */
  worst: Type.Optional(Type.Literal(true)),
  /**
   * What metrics alone cannot tell of it. `tcp`: no requests to time; `not-timed`: nobody timed them; `shared`: others
   * call it too, and what it does for whom is not told apart; `circle`: it calls back up the tree, which ends here;
   * `deep`: the tree ends here, for its size.
   */
  unknown: Type.Array(Words("tcp", "not-timed", "shared", "circle", "deep")),
});
export type Hop = Static<typeof HopSchema>;

/** Shown on Investigate. */
export const CallTreeSchema = Type.Object({
  ...twoMoments,
  entry: NodeIdSchema,
  /** A caller stands before those it calls; those of one caller stand worst change first. */
  hops: Type.Array(HopSchema),
  /** As they were: the map of now does not have them. */
  goneNodes: Type.Array(TopologyNodeSchema),
  warnings: Type.Array(Type.String()),
});
export type CallTree = Static<typeof CallTreeSchema>;
