import Type, { type Static } from "typebox";
import { HealthSchema } from "./health.ts";
import { NodeIdSchema } from "./ids.ts";
import { LatencySchema } from "./latency.ts";
import { Count, PerSecond, Ratio, Words } from "./units.ts";

export const ByHealthSchema = Type.Object({ healthy: Ratio, degraded: Ratio, failing: Ratio, unknown: Ratio });

/** All traffic of a node in one direction. Absent is not measured, never 0. */
export const NodeTrafficSchema = Type.Object({
  requestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  clientErrorRatio: Type.Optional(Ratio),
  /** `usual` only of what comes in, or of what goes out where nothing does: that is what the inspector shows. */
  latencyMs: Type.Optional(LatencySchema),
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

/** `l4Only`: of all that calls it a ztunnel alone has seen the traffic. */
export const NodeFlagSchema = Words(
  "noSidecar",
  "noTraffic",
  "trafficSplit",
  "circuitBreaker",
  "faultInjection",
  "plaintext",
  "outsideScope",
  "l4Only",
);
export type NodeFlag = Static<typeof NodeFlagSchema>;

export const PodCountSchema = Type.Object({ ready: Count, total: Count });

export const TopologyNodeSchema = Type.Object({
  id: NodeIdSchema,
  kind: NodeKindSchema,
  cluster: Type.String(),
  /** Of a service entry: the one that exports it. Absent for what lives in none: external hosts, unknown callers. */
  namespace: Type.Optional(Type.String()),
  /** Of an app or service: what all its workloads are, where they are no plain ones. The map draws it as that. */
  standsFor: Type.Optional(Words("gateway", "waypoint")),
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
  /** The service it is called through most, where that is not the first of `services` in its own namespace. */
  mainService: Type.Optional(Type.Object({ namespace: Type.String(), name: Type.String() })),
  pods: Type.Optional(PodCountSchema),
  /** Has a sidecar or is captured by ambient; absent when Kubernetes was not asked. */
  inMesh: Type.Optional(Type.Boolean()),
  inbound: NodeTrafficSchema,
  outbound: NodeTrafficSchema,
  health: HealthSchema,
  flags: Type.Array(NodeFlagSchema),
});
export type TopologyNode = Static<typeof TopologyNodeSchema>;
