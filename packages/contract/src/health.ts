import Type, { type Static } from "typebox";
import { Words } from "./units.ts";

export const HealthStatusSchema = Words("healthy", "degraded", "failing", "unknown");
export type HealthStatus = Static<typeof HealthStatusSchema>;

/**
 * Why a status is what it is. `value` and `threshold` have the unit of the cause: ratios 0..1 for errors, p95 in ms
 * for `slow` (twice the usual p95 and 50 ms above it), ready and wanted pods for `pods-not-ready`.
 */
export const HealthCauseSchema = Type.Object({
  code: Words("server-errors", "client-errors", "slow", "pods-not-ready"),
  status: Words("degraded", "failing"),
  value: Type.Number(),
  threshold: Type.Number(),
});
export type HealthCause = Static<typeof HealthCauseSchema>;

/** Judged once, on the server. `unknown`: too little traffic to tell, or none that carries success (TCP). */
export const HealthSchema = Type.Object({
  status: HealthStatusSchema,
  causes: Type.Array(HealthCauseSchema),
});
export type Health = Static<typeof HealthSchema>;
