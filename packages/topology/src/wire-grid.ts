import type { Health, Latency, Quantiles } from "@fyr/contract";
import { known } from "./optional.ts";

/** Rates and durations carry three significant digits. */
export function roundQuantity(value: number): number {
  const size = Math.abs(value);
  // Outside of what is measured, and next to a half, where multiplying may tip it over, a text decides.
  if (!(size >= 1e-6 && size < 1e15)) return value === 0 ? 0 : byText(value);
  const digits = 2 - Math.floor(Math.log10(size));
  const scaled = digits < 0 ? value / powerOfTen(-digits) : value * powerOfTen(digits);
  const whole = Math.round(scaled);
  if (Math.abs(scaled - whole) > 0.499_999) return byText(value);
  return digits < 0 ? whole * powerOfTen(-digits) : whole / powerOfTen(digits);
}

function byText(value: number): number {
  return Number(value.toPrecision(3));
}

/** Exact up to 22, so that what is divided by them is the number that is written so. */
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

function powerOfTen(exponent: number): number {
  return powersOfTen[exponent] ?? Number.NaN;
}

/** Ratios carry four decimals. What is neither nothing nor everything never becomes either by rounding. */
export function roundRatio(value: number): number {
  if (value <= 0) return 0;
  if (value >= 1) return 1;
  return Math.round(Math.min(0.9999, Math.max(0.0001, value)) * 10_000) / 10_000;
}

export function roundQuantiles({ p50, p95, p99, mean }: Quantiles): Quantiles {
  if (mean === undefined) return { p50: roundQuantity(p50), p95: roundQuantity(p95), p99: roundQuantity(p99) };
  return { p50: roundQuantity(p50), p95: roundQuantity(p95), p99: roundQuantity(p99), mean: roundQuantity(mean) };
}

/** With what is usual beside it, which was told before and is round. */
export function roundLatency(latency: Quantiles | undefined, usual: Quantiles | undefined): Latency | undefined {
  if (latency === undefined) return undefined;
  const round: Latency = roundQuantiles(latency);
  if (usual !== undefined) round.usual = usual;
  return round;
}

/** Judged on exact numbers, told in round ones. */
export function roundHealth(health: Health): Health {
  const { status, basis, causes } = health;
  if (causes.length === 0) return health;
  return {
    status,
    basis,
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
