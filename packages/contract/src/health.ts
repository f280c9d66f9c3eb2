import Type, { type Static } from "typebox";
import { Words } from "./units.ts";

export const HealthStatusSchema = Words("healthy", "degraded", "failing", "unknown");
export type HealthStatus = Static<typeof HealthStatusSchema>;

/**
 * Why a status is what it is. `value` and `threshold` have the unit of the cause: ratios 0..1 for errors, of requests or
 * of connections, ms for `slow`, ready and wanted pods for `pods-not-ready`.
 */
export const HealthCauseSchema = Type.Object({
  code: Words("server-errors", "client-errors", "failed-connections", "slow", "pods-not-ready"),
  status: Words("degraded", "failing"),
  value: Type.Number(),
  threshold: Type.Number(),
  /** Who set the threshold; absent for pods, which have none. The sentence of the cause names it. */
  tolerance: Type.Optional(Words("default", "config", "annotation")),
  /** The pattern of response codes, of connections of flags, that were counted, as somebody wrote it; absent for Fyr's own classes of failure. */
  codes: Type.Optional(Type.String()),
  /** Which latency `slow` is about. */
  quantile: Type.Optional(Words("p95", "p99")),
  /** The part of an edge or node that is unwell, where it stands for several: "payment v2". */
  part: Type.Optional(Type.String()),
  /** Stands while the value is back under the threshold, but not clearly: the verdict stays until it is below this. */
  recoversBelow: Type.Optional(Type.Number()),
});
export type HealthCause = Static<typeof HealthCauseSchema>;

/**
 * What a status stands on. `requests`: the success and latency of requests. `connections`: no requests, but connections
 * that fail. `pods`: no traffic that could be judged, readiness decides. The others go with `unknown` and say why:
 * `few-requests` and `few-connections` of which too many failed to call it well and too few to call it unwell, `no-codes`
 * where proxies are told not to name the outcome of requests, `tcp` of which connections are made and no more is measured,
 * `no-requests` in the window.
 */
export const HealthBasisSchema = Words(
  "requests",
  "connections",
  "pods",
  "few-requests",
  "few-connections",
  "no-codes",
  "tcp",
  "no-requests",
);
export type HealthBasis = Static<typeof HealthBasisSchema>;

/** Judged once, on the server. The inspector, the map's tooltip and the table say `basis` in words. */
export const HealthSchema = Type.Object({
  status: HealthStatusSchema,
  basis: HealthBasisSchema,
  causes: Type.Array(HealthCauseSchema),
});
export type Health = Static<typeof HealthSchema>;
