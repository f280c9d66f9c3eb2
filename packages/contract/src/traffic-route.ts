import Type, { type Static } from "typebox";
import { HealthStatusSchema } from "./health.ts";
import { NodeIdSchema } from "./ids.ts";
import { QuantilesSchema } from "./latency.ts";
import { PodCountSchema } from "./node.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { Count, Instant, PerSecond, Ratio, Words } from "./units.ts";

/** One rule of a route: `spec.http[2]` is `{ protocol: "http", index: 2 }`. */
export const RuleRefSchema = Type.Object(
  { protocol: Words("http", "tls", "tcp"), index: Type.Integer({ minimum: 0, maximum: 4096 }) },
  { additionalProperties: false },
);
export type RuleRef = Static<typeof RuleRefSchema>;

const host = Type.String({ minLength: 1, maxLength: 253, description: "a host as the rule names it" });
const subset = Type.Optional(Type.String({ minLength: 1, maxLength: 253 }));
const port = Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 }));

/** What traffic is sent to. Two destinations are the same when host, subset and port are. */
export const DestinationSchema = Type.Object({ host, subset, port }, { additionalProperties: false });
export type Destination = Static<typeof DestinationSchema>;

/** `weight` as the object says it; a weight left out is 0 beside others (proto3). */
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
  errorRatio: Type.Optional(Ratio),
  latencyMs: Type.Optional(QuantilesSchema),
  /** Workloads the subset selects. */
  workloads: Type.Array(Type.String()),
  /** The same workloads as nodes of the live map. */
  nodes: Type.Array(NodeIdSchema),
  pods: Type.Optional(PodCountSchema),
  /** Judged on the inbound traffic of its workloads. */
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
});
export type RouteRule = Static<typeof RouteRuleSchema>;

/** Who else writes this object. Managed fields name tools, never persons. */
export const OwnerSchema = Type.Object({
  kind: Words("hand", "helm", "argocd", "flux", "flagger", "argo-rollouts", "other"),
  name: Type.Optional(Type.String()),
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

export const TrafficRouteSchema = Type.Object({
  route: RouteRefSchema,
  /** `networking.istio.io/v1` as served. */
  apiVersion: Type.String(),
  resourceVersion: Type.String(),
  generation: Count,
  hosts: Type.Array(Type.String()),
  gateways: Type.Array(Type.String()),
  rules: Type.Array(RouteRuleSchema),
  owner: OwnerSchema,
  lastChange: Type.Optional(LastChangeSchema),
  /** The caller may change it (access review). */
  editable: Type.Boolean(),
  health: HealthStatusSchema,
});
export type TrafficRoute = Static<typeof TrafficRouteSchema>;

export const TrafficRoutesSchema = Type.Object({
  at: Instant,
  windowSeconds: Type.Integer(),
  routes: Type.Array(TrafficRouteSchema),
});
export type TrafficRoutes = Static<typeof TrafficRoutesSchema>;
