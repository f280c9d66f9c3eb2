import Type, { type Static } from "typebox";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { MomentSchema, WindowSecondsSchema } from "./topology.ts";
import { BothWaysPerSecond, Count, Instant, Milliseconds, PerSecond, Ratio, WholeSeconds, Words } from "./units.ts";

/** What only an open inspector needs. Exactly one of edge and node. */
export const DetailsQuerySchema = Type.Object(
  {
    edge: Type.Optional(EdgeIdSchema),
    node: Type.Optional(NodeIdSchema),
    at: Type.Optional(MomentSchema),
    windowSeconds: Type.Optional(WindowSecondsSchema),
  },
  { additionalProperties: false },
);
export type DetailsQuery = Static<typeof DetailsQuerySchema>;

/** Requests a second that took longer than the bucket before and at most `upToMs`; without it, longer than all. */
export const LatencyBucketSchema = Type.Object({ upToMs: Type.Optional(Milliseconds), perSecond: PerSecond });
export type LatencyBucket = Static<typeof LatencyBucketSchema>;

export const PodSchema = Type.Object({
  name: Type.String(),
  phase: Type.String(),
  ready: Type.Boolean(),
  restarts: Count,
  startedAt: Type.Optional(Instant),
  /** The Kubernetes node it runs on. */
  host: Type.Optional(Type.String()),
});
export type Pod = Static<typeof PodSchema>;

/** A Kubernetes node. `cpuStealRatio`: time the hypervisor gave to others, of all CPU time (node_cpu_seconds_total). */
export const HostSchema = Type.Object({
  name: Type.String(),
  cpuStealRatio: Type.Optional(Ratio),
  cpuBusyRatio: Type.Optional(Ratio),
});
export type Host = Static<typeof HostSchema>;

/** SPIFFE identities seen under mutual TLS, sorted: `spiffe://cluster.local/ns/shop/sa/cart`. One side may be empty. */
export const PrincipalsSchema = Type.Object({
  source: Type.Array(Type.String()),
  target: Type.Array(Type.String()),
});
export type Principals = Static<typeof PrincipalsSchema>;

/** The moment and the window the details are of. */
const when = {
  at: Instant,
  windowSeconds: WholeSeconds,
  /** The window asked for, when it had to be widened. */
  requestedWindowSeconds: Type.Optional(WholeSeconds),
};

export const DetailsSchema = Type.Union([
  /** Shown by the inspector of an edge. Absent is not measured. */
  Type.Object({
    type: Type.Literal("edge"),
    ...when,
    latencyBuckets: Type.Array(LatencyBucketSchema),
    /** Mean at the caller less mean at the callee: network and proxies. Absent unless both timed the same requests. */
    betweenProxiesMs: Type.Optional(Type.Number()),
    /** Why it is absent: who did not time them, or that the two timed different ones (some never arrived, or retries). */
    betweenProxiesUnknown: Type.Optional(Words("caller-not-timed", "callee-not-timed", "different-requests")),
    /** TCP only: opened less closed, as the proxies that are up have counted since they started. */
    openConnections: Type.Optional(Count),
    /** HTTP and gRPC only, of TCP the edge itself tells: requests (`toTarget`), responses (`toSource`), with headers. */
    throughputBytesPerSecond: Type.Optional(BothWaysPerSecond),
    /** Absent where nobody showed one. */
    principals: Type.Optional(PrincipalsSchema),
  }),
  Type.Object({
    type: Type.Literal("node"),
    ...when,
    /** Kubernetes is read as of now, whatever `at` is. */
    pods: Type.Array(PodSchema),
    hosts: Type.Array(HostSchema),
    /** CPU of the workload's containers in cores, its proxies' apart. */
    cpuCores: Type.Optional(Type.Number({ minimum: 0 })),
    proxyCpuCores: Type.Optional(Type.Number({ minimum: 0 })),
    routes: Type.Array(RouteRefSchema),
  }),
]);
export type Details = Static<typeof DetailsSchema>;
