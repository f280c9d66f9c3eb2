import type { Health, Latency, Quantiles } from "@fyr/contract";
import { known } from "./optional.ts";

/** Rates and durations carry three significant digits. */
export function roundQuantity(value: number): number {
  return Number(value.toPrecision(3));
}

/** Ratios carry four decimals. What is neither nothing nor everything never becomes either by rounding. */
export function roundRatio(value: number): number {
  if (value <= 0) return 0;
  if (value >= 1) return 1;
  return Math.round(Math.min(0.9999, Math.max(0.0001, value)) * 10_000) / 10_000;
}

export function roundQuantiles({ p50, p95, p99, mean }: Quantiles): Quantiles {
  return {
    p50: roundQuantity(p50),
    p95: roundQuantity(p95),
    p99: roundQuantity(p99),
    ...known("mean", mean, roundQuantity),
  };
}

/** With what is usual beside it. */
export function roundLatency(latency: Quantiles | undefined, usual: Quantiles | undefined): Latency | undefined {
  if (latency === undefined) return undefined;
  return { ...roundQuantiles(latency), ...known("usual", usual, roundQuantiles) };
}

/** Judged on exact numbers, told in round ones. */
export function roundHealth({ causes, ...health }: Health): Health {
  return {
    ...health,
    causes: causes.map((cause) => {
      const round = cause.code === "slow" ? roundQuantity : cause.code === "pods-not-ready" ? Number : roundRatio;
      return {
        ...cause,
        value: round(cause.value),
        threshold: round(cause.threshold),
        ...known("recoversBelow", cause.recoversBelow, round),
      };
    }),
  };
}
