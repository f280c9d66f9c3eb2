import Type, { type Static } from "typebox";
import { ConfirmationSchema } from "./confirmation.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { OwnerSchema, RuleRefSchema, WeightSchema } from "./traffic-route.ts";
import { Words } from "./units.ts";

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

/** An object a check speaks of. */
export const CheckedObjectSchema = Type.Object({
  kind: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
});
export type CheckedObject = Static<typeof CheckedObjectSchema>;

/** Words are made in the browser from `code`; `detail` is the API server's own word, or a name. */
export const RouteCheckSchema = Type.Object({
  code: Words(
    "dry-run",
    "may-change",
    "weights-valid",
    "host-resolves",
    "subset-exists",
    "pods-ready",
    "host-claimed",
    "accepted",
    "mesh-in-path",
    "waypoint",
    "owner-reverts",
    "other-rules",
    "unmatched",
    "sticky-sessions",
    "rule-hidden",
    "subset-in-use",
  ),
  status: Words("pass", "warn", "block"),
  detail: Type.Optional(Type.String()),
  objects: Type.Optional(Type.Array(CheckedObjectSchema)),
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
  owner: OwnerSchema,
  /** What has to be sent with it to apply: a second, explicit yes. */
  confirmations: Type.Array(ConfirmationSchema),
});
export type RoutePlan = Static<typeof RoutePlanSchema>;
