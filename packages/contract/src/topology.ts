import Type, { type Static } from "typebox";
import { HealthSchema, HealthStatusSchema } from "./health.ts";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { Count, Instant, Milliseconds, PerSecond, Ratio, Words } from "./units.ts";

export const GrainSchema = Words("workload", "app", "versionedApp", "service", "namespace");
export type Grain = Static<typeof GrainSchema>;

export const ProtocolSchema = Words("http", "grpc", "tcp");
export type Protocol = Static<typeof ProtocolSchema>;

/** Whose proxy counted: the caller's, the callee's, or a waypoint between them. */
export const ReporterSchema = Words("source", "waypoint", "destination");
export type Reporter = Static<typeof ReporterSchema>;

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
  /** The same edge over half an hour, one hour before. */
  usual: Type.Optional(QuantilesSchema),
});
export type Latency = Static<typeof LatencySchema>;

export const ByHealthSchema = Type.Object({ healthy: Ratio, degraded: Ratio, failing: Ratio, unknown: Ratio });

/** All traffic of a node in one direction. Absent is not measured, never 0. */
export const NodeTrafficSchema = Type.Object({
  requestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  clientErrorRatio: Type.Optional(Ratio),
  latencyMs: Type.Optional(QuantilesSchema),
  bytesPerSecond: Type.Optional(PerSecond),
  /** Shares of the traffic by outcome, summing to 1: `failing` is failed requests on failing edges and so on. */
  byHealth: Type.Optional(ByHealthSchema),
});
export type NodeTraffic = Static<typeof NodeTrafficSchema>;

export const NodeKindSchema = Words(
  "workload",
  "app",
  "service",
  "serviceEntry",
  "gateway",
  "waypoint",
  "external",
  "namespace",
  "unknown",
);
export type NodeKind = Static<typeof NodeKindSchema>;

export const NodeFlagSchema = Words(
  "noSidecar",
  "noTraffic",
  "trafficSplit",
  "circuitBreaker",
  "faultInjection",
  "plaintext",
  "outsideScope",
);
export type NodeFlag = Static<typeof NodeFlagSchema>;

export const PodCountSchema = Type.Object({ ready: Count, total: Count });

export const TopologyNodeSchema = Type.Object({
  id: NodeIdSchema,
  kind: NodeKindSchema,
  cluster: Type.String(),
  /** Absent for what lives in no namespace: external hosts, unknown callers. */
  namespace: Type.Optional(Type.String()),
  /** What to write on the node. */
  name: Type.String(),
  workload: Type.Optional(Type.String()),
  app: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  service: Type.Optional(Type.String()),
  /** Deployment, StatefulSet, DaemonSet … when Kubernetes knows it. */
  workloadKind: Type.Optional(Type.String()),
  /** Kubernetes services that select it. */
  services: Type.Optional(Type.Array(Type.String())),
  pods: Type.Optional(PodCountSchema),
  /** Has a sidecar or is captured by ambient; absent when Kubernetes was not asked. */
  inMesh: Type.Optional(Type.Boolean()),
  inbound: NodeTrafficSchema,
  outbound: NodeTrafficSchema,
  health: HealthSchema,
  flags: Type.Array(NodeFlagSchema),
});
export type TopologyNode = Static<typeof TopologyNodeSchema>;

/** One kind of answer on an edge. `code` is the HTTP status as a string, "0" for no answer, "-" for TCP. */
export const ResponseSchema = Type.Object({
  code: Type.String(),
  grpcStatus: Type.Optional(Type.String()),
  /** Envoy's response flags, comma separated; absent when there are none. */
  flags: Type.Optional(Type.String()),
  perSecond: PerSecond,
});
export type Response = Static<typeof ResponseSchema>;

export const DestinationServiceSchema = Type.Object({
  namespace: Type.Optional(Type.String()),
  name: Type.String(),
  host: Type.Optional(Type.String()),
  requestsPerSecond: Type.Optional(PerSecond),
});
export type DestinationService = Static<typeof DestinationServiceSchema>;

/** A traffic route (VirtualService for now) by name. */
export const RouteRefSchema = Type.Object(
  {
    kind: Words("VirtualService"),
    namespace: Type.String({ minLength: 1, maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" }),
    name: Type.String({ minLength: 1, maxLength: 253, pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$" }),
  },
  { additionalProperties: false },
);
export type RouteRef = Static<typeof RouteRefSchema>;

export const EdgeFlagSchema = Words("plaintext", "partlyPlaintext", "outsideScope");
export type EdgeFlag = Static<typeof EdgeFlagSchema>;

/** Traffic of one protocol between two nodes over one window, all numbers from one reporter. Absent is not measured. */
export const TopologyEdgeSchema = Type.Object({
  id: EdgeIdSchema,
  source: NodeIdSchema,
  target: NodeIdSchema,
  protocol: ProtocolSchema,
  reporter: ReporterSchema,
  requestsPerSecond: Type.Optional(PerSecond),
  /** 5xx, no answer (code 0 without flag DC), gRPC 2 4 8 10 12 13 14 15. */
  errorRatio: Type.Optional(Ratio),
  /** 4xx and the other non-zero gRPC statuses. */
  clientErrorRatio: Type.Optional(Ratio),
  /** Most frequent first. */
  responses: Type.Array(ResponseSchema),
  latencyMs: Type.Optional(LatencySchema),
  bytesPerSecond: Type.Optional(Type.Object({ toTarget: PerSecond, toSource: PerSecond })),
  connectionsPerSecond: Type.Optional(PerSecond),
  messagesPerSecond: Type.Optional(Type.Object({ toTarget: PerSecond, toSource: PerSecond })),
  /** Share of the traffic under mutual TLS. Only the callee's side knows. */
  mtlsRatio: Type.Optional(Ratio),
  destinationServices: Type.Array(DestinationServiceSchema),
  /** Routes that steer this edge. */
  routeRefs: Type.Array(RouteRefSchema),
  health: HealthSchema,
  flags: Type.Array(EdgeFlagSchema),
});
export type TopologyEdge = Static<typeof TopologyEdgeSchema>;

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
  edges: Count,
  edgesFailing: Count,
  edgesDegraded: Count,
  requestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
});
export type Totals = Static<typeof TotalsSchema>;

/** What a problem is measured by. Ratios 0..1, ms, req/s. */
export const ProblemNumbersSchema = Type.Object({
  requestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  clientErrorRatio: Type.Optional(Ratio),
  p95Ms: Type.Optional(Milliseconds),
  p99Ms: Type.Optional(Milliseconds),
  podsReady: Type.Optional(Count),
  podsTotal: Type.Optional(Count),
});
export type ProblemNumbers = Static<typeof ProblemNumbersSchema>;

/** Something a person should know, worst first in its list. Words are made in the browser. */
export const TopologyProblemSchema = Type.Object({
  /** The same problem keeps its id from one look to the next. */
  id: Type.String(),
  subject: Type.Union([
    Type.Object({ type: Type.Literal("edge"), id: EdgeIdSchema }),
    Type.Object({ type: Type.Literal("node"), id: NodeIdSchema }),
  ]),
  kind: Words("server-errors", "client-errors", "slow", "pods-not-ready", "plaintext", "not-in-mesh"),
  /** `notice`: worth knowing, not wrong. */
  status: Words("failing", "degraded", "notice"),
  now: ProblemNumbersSchema,
  usual: Type.Optional(ProblemNumbersSchema),
  /** The first sample at which it was not well, as far as was looked back. */
  since: Type.Optional(Instant),
  /** Where `since` is not known: it has been so for at least this long. */
  lastingAtLeastSeconds: Type.Optional(Type.Number({ minimum: 0 })),
  /** Nodes that call into the subject, directly or not, with their own failing share. Most affected first. */
  callers: Type.Array(Type.Object({ id: NodeIdSchema, errorRatio: Type.Optional(Ratio) })),
});
export type TopologyProblem = Static<typeof TopologyProblemSchema>;

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
  provider: Words("istio"),
  sources: Type.Array(SourceStateSchema),
  /** What could not be read, one sentence each. */
  warnings: Type.Array(Type.String()),
  clusters: Type.Array(Type.String()),
  namespaces: Type.Array(NamespaceSummarySchema),
  totals: TotalsSchema,
  problems: Type.Array(TopologyProblemSchema),
  nodes: Type.Array(TopologyNodeSchema),
  edges: Type.Array(TopologyEdgeSchema),
});
export type Topology = Static<typeof TopologySchema>;

/** `at`: RFC 3339 or Unix seconds; absent is now. */
export const MomentSchema = Type.String({ minLength: 1, maxLength: 40 });
/** 15 s to 7 days. */
export const WindowSecondsSchema = Type.Integer({ minimum: 15, maximum: 604_800 });

export const TopologyQuerySchema = Type.Object(
  {
    at: Type.Optional(MomentSchema),
    windowSeconds: Type.Optional(WindowSecondsSchema),
    grain: Type.Optional(GrainSchema),
    /** `a,b` or `cluster/a`. */
    namespaces: Type.Optional(Type.String({ minLength: 1, maxLength: 4096 })),
  },
  { additionalProperties: false },
);
export type TopologyQuery = Static<typeof TopologyQuerySchema>;
