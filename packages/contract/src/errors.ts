import Type, { type Static } from "typebox";
import { ConfirmationSchema } from "./confirmation.ts";
import { EditPlanSchema, ObjectViewSchema } from "./object-edit.ts";
import { RoutePlanSchema } from "./route-plan.ts";
import { TrafficRouteSchema } from "./traffic-route.ts";
import { Words } from "./units.ts";

/** Stable codes for programs. Sentences for people stand in `detail`. */
export const ProblemCodeSchema = Words(
  "bad_request",
  "not_found",
  "unknown_subject",
  "unknown_route",
  "unknown_pod",
  "payload_too_large",
  "unsupported_media_type",
  "method_not_allowed",
  "too_many_requests",
  "forbidden_origin",
  "forbidden",
  "unauthorized",
  "missing_csrf_token",
  "read_only",
  "invalid_weights",
  "blocked",
  "needs_confirmation",
  "conflict",
  "guarded",
  "rejected",
  "no_cluster",
  "no_tracing",
  "not_accepted",
  "prometheus_unavailable",
  "prometheus_rejected",
  "kubernetes_unavailable",
  "tracing_unavailable",
  "not_ready",
  "internal",
);
export type ProblemCode = Static<typeof ProblemCodeSchema>;

/** RFC 9457, served as `application/problem+json`. */
export const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: ProblemCodeSchema,
  /** One sentence that says what is wrong and, where it helps, what to do. */
  detail: Type.String(),
  /** The field at fault: `windowSeconds`, `weights[1].weight`. */
  field: Type.Optional(Type.String()),
  /** On `conflict`: the object as it is now. */
  theirs: Type.Optional(TrafficRouteSchema),
  /** On `blocked` and `needs_confirmation`: the plan with the checks that block, and what needs a yes. */
  plan: Type.Optional(RoutePlanSchema),
  /** On `conflict` of an edit: the object as it is now. */
  object: Type.Optional(ObjectViewSchema),
  /** On `blocked` and `needs_confirmation` of an edit: its plan. */
  editPlan: Type.Optional(EditPlanSchema),
  /** On `needs_confirmation`: what still needs a yes. */
  confirmations: Type.Optional(Type.Array(ConfirmationSchema)),
});
export type Problem = Static<typeof ProblemSchema>;
