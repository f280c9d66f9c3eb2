import type { Quantiles } from "@fyr/contract";
import type { Check, Judged } from "./check.ts";
import { type Level, levelsOf } from "./settle.ts";
import type { LatencyTolerance, ToleranceOrigin } from "./tolerances.ts";

/** Nothing can be said without a latency, of too few requests, or without a bound to hold it against. */
export function latencyCheck(tolerance: LatencyTolerance, origin: ToleranceOrigin): Check {
  const { key, quantile } = tolerance;
  return {
    key,
    of: "requests",
    levelsOf: (traffic) => {
      const timed = timedOf(traffic, tolerance);
      return timed && levelsOf(levelOf, timed.value, timed);
    },
    troubleOf: (traffic, status) => {
      const timed = timedOf(traffic, tolerance);
      if (timed === undefined) return undefined;
      const { value, degraded, failing, lowest } = timed;
      const threshold = (status === "failing" ? failing : degraded) ?? lowest;
      return {
        cause: { code: "slow", status, value, threshold, tolerance: origin, quantile },
        unwellFrom: { measure: quantile === "p95" ? "p95Ms" : "p99Ms", from: lowest },
      };
    },
  };
}

/** In ms: how long requests took, and from which on they are slow. */
interface Timed {
  readonly value: number;
  readonly degraded: number | undefined;
  readonly failing: number | undefined;
  readonly lowest: number;
}

function timedOf(traffic: Judged, tolerance: LatencyTolerance): Timed | undefined {
  const { latency, usualLatency, requestsPerSecond, windowSeconds } = traffic;
  const value = latency?.[tolerance.quantile];
  const degraded = degradedFrom(tolerance, usualLatency);
  const failing = tolerance.failingOverMs;
  const lowest = degraded ?? failing;
  if (value === undefined || lowest === undefined) return undefined;
  return requestsPerSecond * windowSeconds < tolerance.minimumRequests
    ? undefined
    : { value, degraded, failing, lowest };
}

function degradedFrom(tolerance: LatencyTolerance, usual: Quantiles | undefined): number | undefined {
  const { aboveUsual, degradedOverMs, quantile } = tolerance;
  const before = usual?.[quantile];
  if (aboveUsual === undefined || before === undefined) return degradedOverMs;
  const relative = Math.max(before * aboveUsual.factor, before + aboveUsual.byMs);
  return degradedOverMs === undefined ? relative : Math.min(relative, degradedOverMs);
}

function levelOf(plainMs: number, { degraded, failing }: Timed, scale: number): Level {
  const valueMs = plainMs * scale;
  if (failing !== undefined && valueMs >= failing) return 3;
  return degraded !== undefined && valueMs >= degraded ? 2 : 0;
}
