import type { Quantiles } from "@fyr/contract";
import type { Finding } from "./finding.ts";
import type { Level } from "./settle.ts";
import type { LatencyTolerance, ToleranceOrigin } from "./tolerances.ts";

export interface Timed {
  readonly latency?: Quantiles | undefined;
  readonly usualLatency?: Quantiles | undefined;
  /** In the window. */
  readonly requests: number;
}

/** Undefined where nothing can be said: no latency, too few requests, or no bound to hold it against. */
export function latencyFinding(
  { latency, usualLatency, requests }: Timed,
  tolerance: LatencyTolerance,
  origin: ToleranceOrigin,
): Finding | undefined {
  const { key, quantile } = tolerance;
  const value = latency?.[quantile];
  const bounds = slowBounds(tolerance, usualLatency);
  const lowest = bounds.degraded ?? bounds.failing;
  if (value === undefined || lowest === undefined || requests < tolerance.minimumRequests) return undefined;
  return {
    key,
    levelAt: (scale) => levelOf(value * scale, bounds),
    causeOf: (status) => {
      const threshold = (status === "failing" ? bounds.failing : bounds.degraded) ?? lowest;
      return { code: "slow", status, value, threshold, tolerance: origin, quantile };
    },
    unwellFrom: { measure: quantile === "p95" ? "p95Ms" : "p99Ms", from: lowest },
  };
}

/** In ms, from which on requests are slow. */
interface SlowBounds {
  readonly degraded?: number;
  readonly failing?: number;
}

function slowBounds(tolerance: LatencyTolerance, usual: Quantiles | undefined): SlowBounds {
  const { aboveUsual, degradedOverMs, failingOverMs, quantile } = tolerance;
  const before = usual?.[quantile];
  const relative =
    aboveUsual === undefined || before === undefined
      ? undefined
      : Math.max(before * aboveUsual.factor, before + aboveUsual.byMs);
  const degraded = [relative, degradedOverMs].filter((bound) => bound !== undefined);
  return {
    ...(degraded.length === 0 ? {} : { degraded: Math.min(...degraded) }),
    ...(failingOverMs === undefined ? {} : { failing: failingOverMs }),
  };
}

function levelOf(valueMs: number, { degraded, failing }: SlowBounds): Level {
  if (failing !== undefined && valueMs >= failing) return 3;
  return degraded !== undefined && valueMs >= degraded ? 2 : 0;
}
