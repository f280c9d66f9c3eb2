import Type, { type Static } from "typebox";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { ClusterName, NamespaceName } from "./names.ts";
import { overTime } from "./over-time.ts";
import { GrainSchema, MomentSchema, WindowSecondsSchema } from "./topology.ts";
import { Words } from "./units.ts";

/** Exactly one of edge, node and namespace; none is the whole mesh. At most 1,000 points. */
export const SeriesQuerySchema = Type.Object(
  {
    edge: Type.Optional(EdgeIdSchema),
    node: Type.Optional(NodeIdSchema),
    namespace: Type.Optional(NamespaceName),
    cluster: Type.Optional(ClusterName),
    /** How the edge or node is looked at, as in `TopologyQuery`: what counts as its own may differ. Absent: by workload. */
    grain: Type.Optional(GrainSchema),
    serviceNodes: Type.Optional(Words("true", "false")),
    /** Absent: 30 minutes before `to`. */
    from: Type.Optional(MomentSchema),
    /** Absent: now. */
    to: Type.Optional(MomentSchema),
    /** Every point is the rate of this long before it. Absent: the default window. */
    windowSeconds: Type.Optional(WindowSecondsSchema),
    /** Absent: about 120 points. */
    stepSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
  },
  { additionalProperties: false },
);
export type SeriesQuery = Static<typeof SeriesQuerySchema>;

/** `null` where nothing was measured at that moment. */
const points = Type.Optional(Type.Array(Type.Union([Type.Number(), Type.Null()])));

/** One chart's numbers. Every array has one entry per entry of `times`; an array is absent where it makes no sense. */
export const SeriesSchema = Type.Object({
  ...overTime,
  requestsPerSecond: points,
  errorRatio: points,
  clientErrorRatio: points,
  p50Ms: points,
  p95Ms: points,
  /** Of the whole mesh: of what its gateways send on, where they are known. */
  p99Ms: points,
  meanMs: points,
  bytesPerSecond: points,
  /** Of an edge, and of a node whose connections fail: of its TCP connections, those that were not made, were denied or broke. */
  failedConnectionRatio: points,
  /** Of the whole mesh: edges of whose requests or connections 3 % or more failed, five at least. The timeline marks them. */
  failingEdges: points,
});
export type Series = Static<typeof SeriesSchema>;
