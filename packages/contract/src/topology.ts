import Type, { type Static } from "typebox";
import { TopologyEdgeSchema } from "./edge.ts";
import { HealthSchema, HealthStatusSchema } from "./health.ts";
import { EdgeIdSchema, RollupIdSchema } from "./ids.ts";
import { QuantilesSchema } from "./latency.ts";
import { NodeFlagSchema, TopologyNodeSchema } from "./node.ts";
import { TopologyProblemSchema } from "./topology-problem.ts";
import { Count, Instant, PerSecond, Ratio, Words } from "./units.ts";

export const GrainSchema = Words("workload", "app", "versionedApp", "service", "namespace");
export type Grain = Static<typeof GrainSchema>;

/** Where a picture comes from, and how old each source's last good answer is. */
export const SourceStateSchema = Type.Object({
  name: Words("prometheus", "kubernetes"),
  /** `off`: not configured. `stale`: the last good answer is shown. `error`: there never was one. */
  status: Words("ok", "stale", "error", "off"),
  /** One sentence for people: what the source answered. */
  message: Type.Optional(Type.String()),
  ageSeconds: Type.Optional(Type.Number({ minimum: 0 })),
});
export type SourceState = Static<typeof SourceStateSchema>;

export const NamespaceSummarySchema = Type.Object({
  cluster: Type.String(),
  name: Type.String(),
  workloads: Count,
  inRequestsPerSecond: Type.Optional(PerSecond),
  outRequestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  /** The worst of its workloads. */
  health: HealthStatusSchema,
});
export type NamespaceSummary = Static<typeof NamespaceSummarySchema>;

export const TotalsSchema = Type.Object({
  workloads: Count,
  workloadsHealthy: Count,
  /** Of which nothing can be said, good or bad. The summary says so without counting them as unwell. */
  workloadsUnknown: Count,
  edges: Count,
  edgesFailing: Count,
  edgesDegraded: Count,
  requestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
});
export type Totals = Static<typeof TotalsSchema>;

/**
 * What a coarser grain needs of one of its edges or nodes and this picture does not tell, so that the map changes grain
 * without asking. Everything else of it follows from the edges and nodes it stands for.
 */
export const RollupSchema = Type.Object({
  id: RollupIdSchema,
  /** Of an edge, or of what a node receives: from the merged buckets of all of it, which is the only way. */
  latencyMs: Type.Optional(QuantilesSchema),
  /** Of what a node sends. */
  outboundLatencyMs: Type.Optional(QuantilesSchema),
  /** All of it together, where that is worse than each of its parts. */
  health: Type.Optional(HealthSchema),
  /** What routes and rules do to a service: told at grain `service`, whatever it stands between. */
  flags: Type.Optional(Type.Array(NodeFlagSchema)),
  /** An edge that only a part of `parts` goes over, as when a workload is called through two services. */
  edge: Type.Optional(TopologyEdgeSchema),
  parts: Type.Optional(Type.Array(EdgeIdSchema)),
});
export type Rollup = Static<typeof RollupSchema>;

/** One moment of the mesh. `nodes` and `edges` are sorted by id; numbers stand on the wire grid (3 digits). */
export const TopologySchema = Type.Object({
  /** Rises by one with every published change of the live picture; 0 for a moment asked for by `at`. */
  revision: Count,
  /** The exact evaluation instant; the window ends here. */
  at: Instant,
  windowSeconds: Type.Integer({ minimum: 1 }),
  /** The window asked for, when it had to be widened to 4 scrape intervals. */
  requestedWindowSeconds: Type.Optional(Type.Integer({ minimum: 1 })),
  /** The instant the latencies are from, when they follow at their own pace. */
  latencyAt: Type.Optional(Instant),
  grain: GrainSchema,
  /** Traffic goes through the services that were called. */
  serviceNodes: Type.Optional(Type.Literal(true)),
  provider: Words("istio"),
  /**
   * Whether rates come from series that Fyr's recording rules added up, or from the proxies' own; latencies do too,
   * unless proxies have bounds of their own. `held`: nobody was asked, a wide window was put together from narrower ones
   * measured while somebody watched. The tooltip of the Prometheus source tells it.
   */
  source: Type.Optional(Words("held", "recorded", "raw")),
  /**
   * Of latencies from the proxies' own series: how many of them stand behind one row that is read, on average; with
   * recording rules there would be one. Told beside `source`.
   */
  seriesPerRow: Type.Optional(Type.Integer({ minimum: 1 })),
  sources: Type.Array(SourceStateSchema),
  /** What could not be read, one sentence each. */
  warnings: Type.Array(Type.String()),
  clusters: Type.Array(Type.String()),
  namespaces: Type.Array(NamespaceSummarySchema),
  totals: TotalsSchema,
  problems: Type.Array(TopologyProblemSchema),
  nodes: Type.Array(TopologyNodeSchema),
  edges: Type.Array(TopologyEdgeSchema),
  /** Sorted by id; of coarser grains, in every picture that stands on workloads. */
  rollups: Type.Optional(Type.Array(RollupSchema)),
});
export type Topology = Static<typeof TopologySchema>;

/** `at`: RFC 3339 or Unix seconds; absent is now. */
export const MomentSchema = Type.String({
  minLength: 1,
  maxLength: 40,
  description: "a moment such as 2026-11-20T03:02:00Z, or Unix seconds",
});
/** Any window up to 7 days may be asked for. One that is narrower than 4 scrape intervals is widened, and said so. */
export const WindowSecondsSchema = Type.Integer({ minimum: 1, maximum: 604_800 });

export const TopologyQuerySchema = Type.Object(
  {
    at: Type.Optional(MomentSchema),
    windowSeconds: Type.Optional(WindowSecondsSchema),
    grain: Type.Optional(GrainSchema),
    /** `a,b` or `cluster/a`. */
    namespaces: Type.Optional(
      Type.String({ minLength: 1, maxLength: 4096, description: "names such as shop,checkout or north/shop" }),
    ),
    /**
     * `true`: traffic goes through the service that was called, as two edges with the same numbers; at the grains of
     * workloads, apps and versioned apps.
     */
    serviceNodes: Type.Optional(Words("true", "false")),
    /**
     * `errors > 1% and ns = payments`: only the nodes and edges this holds for, and the ends of these edges. Totals,
     * namespaces and problems stay those of the whole picture.
     */
    filter: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1000, description: "an expression such as errors > 1%" }),
    ),
  },
  { additionalProperties: false },
);
export type TopologyQuery = Static<typeof TopologyQuerySchema>;
