import Type, { type Static } from "typebox";
import { HealthStatusSchema } from "./health.ts";
import { NodeIdSchema } from "./ids.ts";
import { QuantilesSchema } from "./latency.ts";
import { PodCountSchema } from "./node.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { Count, Instant, PerSecond, Ratio, Words } from "./units.ts";

/**
 * One rule of a route: a VirtualService's `spec.http[2]` is `{ protocol: "http", index: 2 }`, and so is an HTTPRoute's
 * `spec.rules[2]`; GRPCRoutes have `grpc` rules.
 */
export const RuleRefSchema = Type.Object(
  { protocol: Words("http", "grpc", "tls", "tcp"), index: Type.Integer({ minimum: 0, maximum: 4096 }) },
  { additionalProperties: false },
);
export type RuleRef = Static<typeof RuleRefSchema>;

const host = Type.String({ minLength: 1, maxLength: 253, description: "a host as the rule names it" });
const subset = Type.Optional(Type.String({ minLength: 1, maxLength: 253 }));
const port = Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 }));

/** What traffic is sent to. Two destinations are the same when host, subset and port are. */
export const DestinationSchema = Type.Object({ host, subset, port }, { additionalProperties: false });
export type Destination = Static<typeof DestinationSchema>;

/** `weight` as the object means it: one that is left out is 0 in a VirtualService (proto3), and 1 in the Gateway API. */
export const WeightSchema = Type.Object(
  { host, subset, port, weight: Type.Integer({ minimum: 0, maximum: 1_000_000 }) },
  { additionalProperties: false },
);
export type Weight = Static<typeof WeightSchema>;

/** One condition of a rule, in the field's own terms: `{ on: "header", name: "x-canary", op: "exact", value: "always" }`. */
export const MatchConditionSchema = Type.Object({
  on: Words(
    "uri",
    "method",
    "authority",
    "scheme",
    "header",
    "withoutHeader",
    "queryParam",
    "port",
    "sourceLabel",
    "sourceNamespace",
    "gateway",
    "sniHost",
    "destinationSubnet",
    "grpcService",
    "other",
  ),
  name: Type.Optional(Type.String()),
  op: Type.Optional(Words("exact", "prefix", "regex", "present")),
  value: Type.Optional(Type.String()),
});
export type MatchCondition = Static<typeof MatchConditionSchema>;

/** A destination with what is known of it now. Observed numbers cover all callers of the host, all rules together. */
export const RouteDestinationSchema = Type.Object({
  ...WeightSchema.properties,
  /** Share of the configured weights, 0..1. */
  configuredShare: Ratio,
  observedShare: Type.Optional(Ratio),
  requestsPerSecond: Type.Optional(PerSecond),
  /** Connections opened, where TCP is what is counted. */
  connectionsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  latencyMs: Type.Optional(QuantilesSchema),
  /** Workloads the subset, or the service, selects. */
  workloads: Type.Array(Type.String()),
  /** The same workloads as nodes of the live map. */
  nodes: Type.Array(NodeIdSchema),
  pods: Type.Optional(PodCountSchema),
  /** Judged on the inbound traffic of its workloads; failing where it gets traffic and no pod of it is ready. */
  health: HealthStatusSchema,
});
export type RouteDestination = Static<typeof RouteDestinationSchema>;

export const RouteRuleSchema = Type.Object({
  rule: RuleRefSchema,
  name: Type.Optional(Type.String()),
  /** Any of these groups matches; a group matches when all its conditions do. Empty: everything else. */
  matches: Type.Array(Type.Array(MatchConditionSchema)),
  destinations: Type.Array(RouteDestinationSchema),
  /** Weights can be moved here: two or more destinations. */
  splits: Type.Boolean(),
  /** The VirtualService that holds this rule's destinations: its weights are moved there. */
  delegate: Type.Optional(RouteRefSchema),
});
export type RouteRule = Static<typeof RouteRuleSchema>;

/** Where an owner takes an object from, as far as it says. */
export const OwnerSourceSchema = Type.Object({
  repoUrl: Type.Optional(Type.String()),
  path: Type.Optional(Type.String()),
  /** A branch, tag or commit. */
  revision: Type.Optional(Type.String()),
  chart: Type.Optional(Type.String()),
});
export type OwnerSource = Static<typeof OwnerSourceSchema>;

/** Who else writes this object. Managed fields name tools, never persons. */
export const OwnerSchema = Type.Object({
  kind: Words("hand", "helm", "argocd", "flux", "flagger", "argo-rollouts", "other"),
  name: Type.Optional(Type.String()),
  namespace: Type.Optional(Type.String()),
  /** Puts weights back that others moved, by itself and soon. */
  reverts: Words("yes", "no", "unknown"),
  /** What `reverts` rests on. */
  why: Words(
    "no-owner",
    /** Argo CD syncs by itself and heals itself. */
    "self-heal",
    /** Argo CD puts it back at its next sync, which a change in the repository or a person begins. */
    "next-sync",
    /** Flux puts it back at the next reconciliation, or as soon as drift is found. */
    "next-reconcile",
    /** It comes back with the next release. */
    "next-release",
    /** The owner is told to leave these fields, or the object, alone. */
    "ignored",
    "suspended",
    /** Flagger goes on from the weights it finds, and overwrites them at its next step. */
    "analysis",
    /** Argo Rollouts puts it back at once. */
    "rollout",
    /** It was driven once, by a rollout that is not there any more. */
    "rollout-over",
    /** What would tell could not be read. */
    "not-readable",
    "not-known",
  ),
  /** Moves the weights itself, step by step. */
  drives: Type.Boolean(),
  source: Type.Optional(OwnerSourceSchema),
});
export type Owner = Static<typeof OwnerSchema>;

export const LastChangeSchema = Type.Object({
  at: Instant,
  /** A person, only for Fyr's own changes. */
  by: Type.Optional(Type.String()),
  /** The field manager otherwise: `kubectl-edit`, `argocd-controller` … */
  manager: Type.Optional(Type.String()),
});
export type LastChange = Static<typeof LastChangeSchema>;

/** What a Gateway API route is attached to: a Gateway, or a Service whose calls it steers inside the mesh. */
export const RouteParentSchema = Type.Object({
  kind: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  port: Type.Optional(Type.Integer()),
  section: Type.Optional(Type.String()),
  /** Of a Service: a route in its namespace holds for all callers, one elsewhere for callers of its own namespace. */
  role: Type.Optional(Words("producer", "consumer")),
});
export type RouteParent = Static<typeof RouteParentSchema>;

export const TrafficRouteSchema = Type.Object({
  route: RouteRefSchema,
  /** `networking.istio.io/v1` as served. */
  apiVersion: Type.String(),
  resourceVersion: Type.String(),
  generation: Count,
  hosts: Type.Array(Type.String()),
  gateways: Type.Array(Type.String()),
  /** Empty for a VirtualService. */
  parents: Type.Array(RouteParentSchema),
  /** The VirtualServices that hand a rule over to this one: its hosts and gateways are theirs. */
  delegatedBy: Type.Array(RouteRefSchema),
  /** In the order they are tried. */
  rules: Type.Array(RouteRuleSchema),
  owner: OwnerSchema,
  lastChange: Type.Optional(LastChangeSchema),
  /** The caller may change it (access review). */
  editable: Type.Boolean(),
  /** What who carries it out says against the route as it is, in their words. */
  notAccepted: Type.Optional(Type.String()),
  health: HealthStatusSchema,
});
export type TrafficRoute = Static<typeof TrafficRouteSchema>;

export const TrafficRoutesSchema = Type.Object({
  at: Instant,
  windowSeconds: Type.Integer(),
  routes: Type.Array(TrafficRouteSchema),
});
export type TrafficRoutes = Static<typeof TrafficRoutesSchema>;
