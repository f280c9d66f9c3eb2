import Type, { type Static } from "typebox";
import { Instant, Words } from "./units.ts";

/** What happened, in the field's own terms. Words are made in the browser. */
export const MarkerKindSchema = Words(
  /** A new ReplicaSet (or revision of a StatefulSet, DaemonSet) of a workload. */
  "rollout",
  "scaled",
  "pod-restart",
  "oom-kill",
  "pod-unready",
  /** A Kubernetes node: memory, disk or PID pressure, not ready, or CPU steal. */
  "node-pressure",
  "cpu-steal",
  /** VirtualService and the Gateway API's routes. */
  "route-edit",
  "destination-rule-edit",
  "policy-edit",
  /** Any other object of the mesh: Gateway, ServiceEntry, Sidecar, Telemetry, EnvoyFilter … */
  "config-edit",
  "guard-fired",
  "alert",
  /** A warning among Kubernetes' Events that is none of the above. */
  "event",
);
export type MarkerKind = Static<typeof MarkerKindSchema>;

const named = { namespace: Type.String(), name: Type.String() };

/**
 * Something that happened to the cluster or the mesh at one moment: the timeline marks it, and near a problem's start it
 * is a suspect.
 */
export const MarkerSchema = Type.Object({
  /** The same happening keeps its id. */
  id: Type.String(),
  at: Instant,
  /** Where it lasted: alerts, pressure, steal. */
  until: Type.Optional(Instant),
  kind: MarkerKindSchema,
  /** The object it happened to. A Kubernetes node and an alert have no namespace. */
  object: Type.Object({ kind: Type.String(), namespace: Type.Optional(Type.String()), name: Type.String() }),
  /** Of an object that was edited. */
  change: Type.Optional(Words("created", "changed", "removed")),
  /** A person, only for Fyr's own changes; else the field manager, or the controller that reported it. */
  by: Type.Optional(Type.Object({ person: Type.Optional(Type.String()), tool: Type.Optional(Type.String()) })),
  /** From what to what, where that is known: images, limits, weights, replicas. */
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  /** Of a rollout: what containers, or their proxies, may use less of since. */
  lowered: Type.Optional(Type.Array(Words("cpu", "proxy-cpu", "memory"))),
  /** In the words of whoever reported it: an Event's message, an alert's summary, the reason of a change. */
  message: Type.Optional(Type.String()),
  /** How often it happened since `at`, where that is more than once. */
  count: Type.Optional(Type.Integer({ minimum: 2 })),
  /** Parts of the mesh it can have harmed. */
  workloads: Type.Array(Type.Object(named)),
  services: Type.Array(Type.Object(named)),
  /** The Kubernetes node it happened on. */
  host: Type.Optional(Type.String()),
  /**
   * How it is known. `metrics`: holds for any moment Prometheus has. `cluster`: read from the cluster as it is now, which
   * forgets (Events an hour, old ReplicaSets ten revisions, one last edit per tool). `history`: kept by Fyr.
   */
  knownFrom: Words("metrics", "cluster", "history"),
});
export type Marker = Static<typeof MarkerSchema>;
