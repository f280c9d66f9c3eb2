import Type, { type Static } from "typebox";
import { GuardSchema, ShiftSchema } from "./guard.ts";
import { ObjectChangeSchema } from "./object-edit.ts";
import { RouteChangeSchema } from "./route-change.ts";
import { TableDiffSchema, ValueColumnSchema } from "./table-diff.ts";
import { SourceStateSchema, TopologySchema } from "./topology.ts";
import { Count, Instant } from "./units.ts";

/** The lists of a picture. They are read in this order: `nodes`, `edges`, `sides`, `rollups`, `namespaces`, `problems`. */
const tables = {
  /** What columns that hold words point to. */
  words: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  nodes: TableDiffSchema,
  edges: TableDiffSchema,
  /** Columns of the nodes that follow from their edges: what each receives and sends. */
  sides: Type.Array(ValueColumnSchema),
  /** Stands where the picture has some. */
  rollups: Type.Optional(TableDiffSchema),
  namespaces: TableDiffSchema,
  problems: TableDiffSchema,
};

/** What of a picture is neither a list nor known by another name. */
const {
  windowSeconds,
  requestedWindowSeconds,
  latencyAt,
  grain,
  serviceNodes,
  provider,
  source,
  seriesPerRow,
  ...rest
} = TopologySchema.properties;
const HeaderSchema = Type.Object({
  windowSeconds,
  requestedWindowSeconds,
  latencyAt,
  source,
  seriesPerRow,
  sources: rest.sources,
  warnings: rest.warnings,
  clusters: rest.clusters,
  totals: rest.totals,
});

/**
 * A whole picture in columns: what carries lists without rows to those of the picture. Put together it is the same
 * object that `GET /api/topology` answers with.
 */
export const TopologySnapshotSchema = Type.Object({
  revision: Count,
  at: Instant,
  grain,
  serviceNodes,
  provider,
  header: HeaderSchema,
  ...tables,
});
export type TopologySnapshot = Static<typeof TopologySnapshotSchema>;

/** What carries the picture of revision `from` to revision `to`. Header fields stand only where they changed. */
export const TopologyDiffSchema = Type.Object({
  from: Count,
  to: Count,
  at: Instant,
  header: Type.Partial(HeaderSchema),
  /** Header fields that are gone. */
  headerRemoved: Type.Array(Type.String()),
  ...tables,
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
  Type.Object({ event: Type.Literal("snapshot"), data: TopologySnapshotSchema }),
  Type.Object({ event: Type.Literal("diff"), data: TopologyDiffSchema }),
  Type.Object({ event: Type.Literal("stale"), data: StaleSchema }),
  Type.Object({ event: Type.Literal("change"), data: RouteChangeSchema }),
  Type.Object({ event: Type.Literal("edit"), data: ObjectChangeSchema }),
  Type.Object({ event: Type.Literal("guard"), data: GuardSchema }),
  Type.Object({ event: Type.Literal("shift"), data: ShiftSchema }),
]);
export type StreamEvent = Static<typeof StreamEventSchema>;
