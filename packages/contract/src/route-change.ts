import Type, { type Static } from "typebox";
import { ConfirmationSchema } from "./confirmation.ts";
import { GuardRequestSchema } from "./guard.ts";
import { ChangeIdSchema } from "./ids.ts";
import { RoutePlanRequestSchema } from "./route-plan.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { DestinationSchema, RuleRefSchema, WeightSchema } from "./traffic-route.ts";
import { Instant, Ratio, Words } from "./units.ts";

export const RouteChangeRequestSchema = Type.Object(
  {
    ...RoutePlanRequestSchema.properties,
    resourceVersion: Type.String({ minLength: 1, maxLength: 64, description: "the resourceVersion of the plan" }),
    reason: Type.Optional(Type.String({ maxLength: 280 })),
    confirmed: Type.Optional(Type.Array(ConfirmationSchema, { maxItems: 8 })),
    /** Armed with the weights, or neither. */
    guard: Type.Optional(GuardRequestSchema),
  },
  { additionalProperties: false },
);
export type RouteChangeRequest = Static<typeof RouteChangeRequestSchema>;

/** How far traffic has followed: shares over what was counted since the change. */
export const ObservedSplitSchema = Type.Object({
  requests: Type.Number({ minimum: 0 }),
  /** What `requests` counts where it is not requests: TCP and TLS rules share out connections. */
  counted: Type.Optional(Type.Literal("connections")),
  shares: Type.Array(Type.Object({ ...DestinationSchema.properties, expected: Ratio, observed: Ratio })),
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
    kind: Type.Optional(RouteRefSchema.properties.kind),
    namespace: Type.Optional(RouteRefSchema.properties.namespace),
    name: Type.Optional(RouteRefSchema.properties.name),
  },
  { additionalProperties: false },
);
export type RouteChangesQuery = Static<typeof RouteChangesQuerySchema>;
