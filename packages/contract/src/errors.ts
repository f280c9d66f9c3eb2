import Type, { type Static } from "typebox";
import { RoutePlanSchema } from "./route-plan.ts";
import { TrafficRouteSchema } from "./traffic-route.ts";
import { Words } from "./units.ts";

/** Stable codes for programs. Sentences for people stand in `detail`. */
export const ProblemCodeSchema = Words(
  "bad_request",
  "not_found",
  "unknown_subject",
  "unknown_route",
  "payload_too_large",
  "unsupported_media_type",
  "method_not_allowed",
  "too_many_requests",
  "forbidden_origin",
  "forbidden",
  "unauthorized",
  "invalid_weights",
  "blocked",
  "conflict",
  "rejected",
  "no_cluster",
  "prometheus_unavailable",
  "prometheus_rejected",
  "kubernetes_unavailable",
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
  /** On `blocked`: the plan with the checks that block. */
  plan: Type.Optional(RoutePlanSchema),
});
export type Problem = Static<typeof ProblemSchema>;
