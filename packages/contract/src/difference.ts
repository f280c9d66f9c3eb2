import Type, { type Static } from "typebox";
import { twoMoments, twoMomentsAsked } from "./baseline.ts";
import { TopologyEdgeSchema } from "./edge.ts";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { TopologyNodeSchema } from "./node.ts";
import { Milliseconds, PerSecond, Ratio, Words } from "./units.ts";

export const DifferenceQuerySchema = Type.Object({ ...twoMomentsAsked }, { additionalProperties: false });
export type DifferenceQuery = Static<typeof DifferenceQuerySchema>;

const Compared = Type.Object({
  requestsPerSecond: Type.Optional(PerSecond),
  bytesPerSecond: Type.Optional(PerSecond),
  /** Of TCP: connections that were opened. */
  connectionsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  /** Of TCP connections. */
  failedConnectionRatio: Type.Optional(Ratio),
  p50Ms: Type.Optional(Milliseconds),
  p99Ms: Type.Optional(Milliseconds),
  meanMs: Type.Optional(Milliseconds),
  mtlsRatio: Type.Optional(Ratio),
  /** Of the requests its caller sends to the versions of one app. */
  share: Type.Optional(Ratio),
});

/** One way in which an edge or node is another than it was. The same one may have changed in several. */
export const DifferenceSchema = Type.Object({
  subject: Type.Union([
    Type.Object({ type: Type.Literal("edge"), id: EdgeIdSchema }),
    Type.Object({ type: Type.Literal("node"), id: NodeIdSchema }),
  ]),
  kind: Words(
    "new",
    "gone",
    "failing-more",
    "failing-less",
    "slower",
    "faster",
    "busier",
    "quieter",
    /** Between the versions of an app: its share of their requests. */
    "shifted",
    "less-mtls",
    "more-mtls",
  ),
  now: Type.Optional(Compared),
  before: Type.Optional(Compared),
  /** How unlikely chance is: the absolute z of the change, at most 99; of what is new or gone, of its requests against none. */
  z: Type.Number({ minimum: 0 }),
  /** What the list is sorted by: requests a second that are concerned; of those that take twice as long a tenth. */
  weight: Type.Number({ minimum: 0 }),
});
export type Difference = Static<typeof DifferenceSchema>;

/** Two moments held against each other. What chance can explain is left out. */
export const DifferencesSchema = Type.Object({
  ...twoMoments,
  /** Most requests concerned first, what got worse before what got better. */
  differences: Type.Array(DifferenceSchema),
  /** As they were: the map of now does not have them. */
  goneNodes: Type.Array(TopologyNodeSchema),
  goneEdges: Type.Array(TopologyEdgeSchema),
  /** Of how many edges there are in either. */
  edges: Type.Integer({ minimum: 0 }),
  warnings: Type.Array(Type.String()),
});
export type Differences = Static<typeof DifferencesSchema>;
