import Type, { type Static } from "typebox";
import { PodSchema } from "./details.ts";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { QuantilesSchema } from "./latency.ts";
import { NamespaceName, ObjectName } from "./names.ts";
import { overTime } from "./over-time.ts";
import { SeriesQuerySchema } from "./series.ts";
import { MomentSchema, WindowSecondsSchema } from "./topology.ts";
import { Count, Instant, Milliseconds, PerSecond, Ratio, WholeSeconds, Words } from "./units.ts";

const { from, to, windowSeconds, stepSeconds } = SeriesQuerySchema.properties;

/** Exactly one of edge and node. */
export const HeatmapQuerySchema = Type.Object(
  { edge: Type.Optional(EdgeIdSchema), node: Type.Optional(NodeIdSchema), from, to, windowSeconds, stepSeconds },
  { additionalProperties: false },
);
export type HeatmapQuery = Static<typeof HeatmapQuerySchema>;

/** How durations spread over time: shown as a heatmap. */
export const HeatmapSchema = Type.Object({
  ...overTime,
  /** Upper ends, rising; the last row's requests took longer than all of them. */
  boundsMs: Type.Array(Milliseconds),
  /** A row per bound and one more; in it a number per entry of `times`: req/s in that bucket alone, null: not measured. */
  perSecond: Type.Array(Type.Array(Type.Union([PerSecond, Type.Null()]))),
});
export type Heatmap = Static<typeof HeatmapSchema>;

/** Exactly one of edge and node. */
export const ExemplarsQuerySchema = Type.Object(
  { edge: Type.Optional(EdgeIdSchema), node: Type.Optional(NodeIdSchema), from, to, windowSeconds },
  { additionalProperties: false },
);
export type ExemplarsQuery = Static<typeof ExemplarsQuerySchema>;

/** One request that was counted, by its trace. */
export const ExemplarSchema = Type.Object({
  traceId: Type.String(),
  at: Instant,
  durationMs: Milliseconds,
  /** By the server's doing. Absent where it is not told. */
  failed: Type.Optional(Type.Boolean()),
});
export type Exemplar = Static<typeof ExemplarSchema>;

/** Single requests among those that the heatmap counts. Marked in it: each leads to its trace. */
export const ExemplarsSchema = Type.Object({
  from: Instant,
  to: Instant,
  /** Rising in time; at most 200: of every fortieth of the time the slowest five. */
  exemplars: Type.Array(ExemplarSchema),
  /** How many there are, those that were left out among them. None: they are not kept, or nobody writes them. */
  found: Count,
});
export type Exemplars = Static<typeof ExemplarsSchema>;

export const PodsQuerySchema = Type.Object(
  { node: NodeIdSchema, at: Type.Optional(MomentSchema), windowSeconds: Type.Optional(WindowSecondsSchema) },
  { additionalProperties: false },
);
export type PodsQuery = Static<typeof PodsQuerySchema>;

/** One pod as measured by its own proxy and by cAdvisor. Absent is not collected, never 0. */
export const MeasuredPodSchema = Type.Object({
  name: Type.String(),
  host: Type.Optional(Type.String()),
  zone: Type.Optional(Type.String()),
  /** As Kubernetes has it now; absent where it is gone. */
  state: Type.Optional(PodSchema),
  requestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  latencyMs: Type.Optional(QuantilesSchema),
  cpuCores: Type.Optional(Type.Number({ minimum: 0 })),
  /** Of the periods in which it wanted to run. */
  throttledRatio: Type.Optional(Ratio),
  memoryBytes: Type.Optional(Type.Number({ minimum: 0 })),
  memoryLimitBytes: Type.Optional(Type.Number({ minimum: 0 })),
});
export type MeasuredPod = Static<typeof MeasuredPodSchema>;

/** The pods of a workload beside each other. Shown as evidence, with whoever stands out marked. */
export const MeasuredPodsSchema = Type.Object({
  at: Instant,
  windowSeconds: WholeSeconds,
  pods: Type.Array(MeasuredPodSchema),
  /** Who is worse than the others by more than chance, tested with failures (two-sided exact) or mean durations. */
  standsOut: Type.Optional(
    Type.Object({
      what: Words("pod", "host", "zone"),
      name: Type.String(),
      by: Words("errors", "latency"),
      /** How much worse than the others: ratio of error ratios, or of means. */
      times: Type.Number(),
    }),
  ),
  /** Envoy's own series, which most meshes do not collect. The page has the snippet that turns them on. */
  connections: Type.Optional(
    Type.Object({
      ejectedEndpoints: Type.Optional(Type.Number({ minimum: 0 })),
      overflowsPerSecond: Type.Optional(PerSecond),
      retriesPerSecond: Type.Optional(PerSecond),
    }),
  ),
  /** What is not collected here. */
  notCollected: Type.Array(Words("pod-labels", "cpu", "throttling", "memory", "envoy")),
});
export type MeasuredPods = Static<typeof MeasuredPodsSchema>;

export const LogsQuerySchema = Type.Object(
  {
    namespace: NamespaceName,
    pod: ObjectName,
    /** Absent: the workload's first container; `istio-proxy` has the access log. */
    container: Type.Optional(ObjectName),
    /** Absent: ten minutes before now. */
    from: Type.Optional(MomentSchema),
    to: Type.Optional(MomentSchema),
    /** Of the container that ran before the last restart. */
    previous: Type.Optional(Words("true", "false")),
  },
  { additionalProperties: false },
);
export type LogsQuery = Static<typeof LogsQuerySchema>;

/** One line of Envoy's access log in Istio's default text format or as JSON. */
export const AccessSchema = Type.Object({
  method: Type.Optional(Type.String()),
  path: Type.Optional(Type.String()),
  protocol: Type.Optional(Type.String()),
  code: Type.Optional(Type.Integer()),
  flags: Type.Optional(Type.String()),
  details: Type.Optional(Type.String()),
  durationMs: Type.Optional(Milliseconds),
  upstreamMs: Type.Optional(Milliseconds),
  requestId: Type.Optional(Type.String()),
  authority: Type.Optional(Type.String()),
  upstreamCluster: Type.Optional(Type.String()),
  upstreamHost: Type.Optional(Type.String()),
});
export type Access = Static<typeof AccessSchema>;

export const LogsSchema = Type.Object({
  containers: Type.Array(Type.String()),
  container: Type.String(),
  /** Newest last; at most 500, the newest. */
  lines: Type.Array(
    Type.Object({ at: Type.Optional(Instant), text: Type.String(), access: Type.Optional(AccessSchema) }),
  ),
  /** There are more before these. */
  truncated: Type.Boolean(),
});
export type Logs = Static<typeof LogsSchema>;
