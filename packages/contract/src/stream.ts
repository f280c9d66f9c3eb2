import Type, { type Static } from "typebox";
import { TopologyEdgeSchema } from "./edge.ts";
import { TopologyNodeSchema } from "./node.ts";
import { RouteChangeSchema } from "./route-change.ts";
import { NamespaceSummarySchema, RollupSchema, SourceStateSchema, TopologySchema, TotalsSchema } from "./topology.ts";
import { TopologyProblemSchema } from "./topology-problem.ts";
import { Count, Instant, Words } from "./units.ts";

/**
 * The new values of one field, a column: `values[i]` goes to row `rows[i]`. Rows count in the list sorted by id,
 * after removal and addition. `null` takes the field away (absent is never sent as a value).
 */
export const ColumnSchema = Type.Object({
  rows: Type.Array(Count),
  values: Type.Array(Type.Unknown()),
});
export type Column = Static<typeof ColumnSchema>;

const listDiff = <T extends Type.TSchema>(item: T) =>
  Type.Object({
    /** Rows of the list before. */
    removed: Type.Array(Count),
    added: Type.Array(item),
    columns: Type.Record(Type.String(), ColumnSchema),
  });

/** What carries the picture of revision `from` to revision `to`. Header fields stand only where they changed. */
export const TopologyDiffSchema = Type.Object({
  from: Count,
  to: Count,
  at: Instant,
  header: Type.Partial(
    Type.Object({
      windowSeconds: TopologySchema.properties.windowSeconds,
      requestedWindowSeconds: TopologySchema.properties.windowSeconds,
      latencyAt: Instant,
      source: Words("recorded", "raw"),
      seriesPerRow: Type.Integer({ minimum: 1 }),
      sources: Type.Array(SourceStateSchema),
      warnings: Type.Array(Type.String()),
      clusters: Type.Array(Type.String()),
      namespaces: Type.Array(NamespaceSummarySchema),
      totals: TotalsSchema,
      problems: Type.Array(TopologyProblemSchema),
    }),
  ),
  /** Header fields that are gone. */
  headerRemoved: Type.Array(Type.String()),
  nodes: listDiff(TopologyNodeSchema),
  edges: listDiff(TopologyEdgeSchema),
  /** Stands where both pictures have some. */
  rollups: Type.Optional(listDiff(RollupSchema)),
});
export type TopologyDiff = Static<typeof TopologyDiffSchema>;

/**
 * The picture of `revision` stays, and this is how its sources are now: sent when a look failed, and to a viewer who
 * comes back having missed nothing.
 */
export const StaleSchema = Type.Object({
  revision: Count,
  sources: Type.Array(SourceStateSchema),
});
export type Stale = Static<typeof StaleSchema>;

/** The events of `GET /api/topology/stream`, by their SSE name. A comment line every 15 s keeps quiet streams open. */
export const StreamEventSchema = Type.Union([
  Type.Object({ event: Type.Literal("snapshot"), data: TopologySchema }),
  Type.Object({ event: Type.Literal("diff"), data: TopologyDiffSchema }),
  Type.Object({ event: Type.Literal("stale"), data: StaleSchema }),
  Type.Object({ event: Type.Literal("change"), data: RouteChangeSchema }),
]);
export type StreamEvent = Static<typeof StreamEventSchema>;
