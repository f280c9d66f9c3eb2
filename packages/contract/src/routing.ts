import Type, { type Static } from "typebox";
import { HealthStatusSchema } from "./health.ts";
import { ChangeIdSchema, NodeIdSchema } from "./ids.ts";
import { PodCountSchema, QuantilesSchema, RouteRefSchema } from "./topology.ts";
import { Count, Instant, PerSecond, Ratio, Words } from "./units.ts";

/** One rule of a route: `spec.http[2]` is `{ protocol: "http", index: 2 }`. */
export const RuleRefSchema = Type.Object(
  { protocol: Words("http", "tls", "tcp"), index: Type.Integer({ minimum: 0, maximum: 4096 }) },
  { additionalProperties: false },
);
export type RuleRef = Static<typeof RuleRefSchema>;

const host = Type.String({ minLength: 1, maxLength: 253 });
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

/** Asks what moving to these weights would do. Nothing is written. */
export const RoutePlanRequestSchema = Type.Object(
  {
    route: RouteRefSchema,
    rule: RuleRefSchema,
    /** Every destination of the rule, each once. */
    weights: Type.Array(WeightSchema, { minItems: 1, maxItems: 64 }),
  },
  { additionalProperties: false },
);
export type RoutePlanRequest = Static<typeof RoutePlanRequestSchema>;

export const JsonPatchOperationSchema = Type.Object({
  op: Words("test", "add", "replace", "remove"),
  path: Type.String(),
  value: Type.Optional(Type.Unknown()),
});
export type JsonPatchOperation = Static<typeof JsonPatchOperationSchema>;

/** Words are made in the browser from `code`; `detail` is the API server's own word, or a name. */
export const RouteCheckSchema = Type.Object({
  code: Words(
    "dry-run",
    "may-change",
    "weights-valid",
    "subset-exists",
    "pods-ready",
    "host-claimed",
    "owner-reverts",
    "other-rules",
    "sticky-sessions",
  ),
  status: Words("pass", "warn", "block"),
  detail: Type.Optional(Type.String()),
});
export type RouteCheck = Static<typeof RouteCheckSchema>;

export const RoutePlanSchema = Type.Object({
  route: RouteRefSchema,
  rule: RuleRefSchema,
  apiVersion: Type.String(),
  /** The version the plan rests on: send it back to apply. */
  resourceVersion: Type.String(),
  before: Type.Array(WeightSchema),
  after: Type.Array(WeightSchema),
  /** Names the old values and the version before it writes. */
  patch: Type.Array(JsonPatchOperationSchema),
  /** The rule as YAML before and after: differs in weights only. */
  yaml: Type.Object({ before: Type.String(), after: Type.String() }),
  /** A command that does the same. */
  kubectl: Type.String(),
  checks: Type.Array(RouteCheckSchema),
});
export type RoutePlan = Static<typeof RoutePlanSchema>;

export const RouteChangeRequestSchema = Type.Object(
  {
    ...RoutePlanRequestSchema.properties,
    resourceVersion: Type.String({ minLength: 1, maxLength: 64 }),
    reason: Type.Optional(Type.String({ maxLength: 280 })),
  },
  { additionalProperties: false },
);
export type RouteChangeRequest = Static<typeof RouteChangeRequestSchema>;

/** How far traffic has followed: shares over what was counted since the change. */
export const ObservedSplitSchema = Type.Object({
  requests: Type.Number({ minimum: 0 }),
  shares: Type.Array(Type.Object({ host, subset, port, expected: Ratio, observed: Ratio })),
});
export type ObservedSplit = Static<typeof ObservedSplitSchema>;

export const ChangeStatusSchema = Type.Union([
  /** The API server took it; traffic is being watched. */
  Type.Object({ phase: Type.Literal("accepted"), observed: Type.Optional(ObservedSplitSchema) }),
  Type.Object({
    phase: Type.Literal("observed"),
    afterSeconds: Type.Number({ minimum: 0 }),
    observed: ObservedSplitSchema,
  }),
  Type.Object({
    phase: Type.Literal("not-observed"),
    reason: Words("too-few-requests", "share-differs", "changed-since", "not-measurable"),
    observed: Type.Optional(ObservedSplitSchema),
  }),
]);
export type ChangeStatus = Static<typeof ChangeStatusSchema>;

export const RouteChangeSchema = Type.Object({
  id: ChangeIdSchema,
  route: RouteRefSchema,
  rule: RuleRefSchema,
  before: Type.Array(WeightSchema),
  after: Type.Array(WeightSchema),
  by: Type.String(),
  at: Instant,
  reason: Type.Optional(Type.String()),
  /** The change this one takes back. */
  undoes: Type.Optional(ChangeIdSchema),
  undoneBy: Type.Optional(ChangeIdSchema),
  /** When istiod pushed after the change; absent where its metrics are not scraped. */
  pushedAt: Type.Optional(Instant),
  status: ChangeStatusSchema,
});
export type RouteChange = Static<typeof RouteChangeSchema>;

export const RouteChangesSchema = Type.Object({ changes: Type.Array(RouteChangeSchema) });
export type RouteChanges = Static<typeof RouteChangesSchema>;

export const RouteChangesQuerySchema = Type.Object(
  {
    namespace: Type.Optional(RouteRefSchema.properties.namespace),
    name: Type.Optional(RouteRefSchema.properties.name),
  },
  { additionalProperties: false },
);
export type RouteChangesQuery = Static<typeof RouteChangesQuerySchema>;
