import type { RouteDestination, Series } from "@fyr/contract";
import { duration, type Quantity, rate, share, success } from "../../ui/format.ts";

export type SeriesField = "requestsPerSecond" | "errorRatio" | "p50Ms" | "p95Ms" | "p99Ms";

export interface ComparisonRow {
  readonly name: string;
  readonly field: SeriesField & keyof Series;
  readonly stable: Quantity | undefined;
  readonly canary: Quantity | undefined;
  /** What the canary has more or less of, in words; absent where either was not measured. */
  readonly change: string | undefined;
  readonly tone: "plain" | "warn" | "bad";
}

/** Canary against stable, one row a number. */
export function comparisonRows(stable: RouteDestination, canary: RouteDestination): ComparisonRow[] {
  return [
    {
      name: "Requests",
      field: "requestsPerSecond",
      stable: quantity(stable.requestsPerSecond, rate),
      canary: quantity(canary.requestsPerSecond, rate),
      change: shareOf(canary.requestsPerSecond, stable.requestsPerSecond),
      tone: "plain",
    },
    successRow(stable.errorRatio, canary.errorRatio),
    latencyRow("p50", "p50Ms", stable.latencyMs?.p50, canary.latencyMs?.p50),
    latencyRow("p95", "p95Ms", stable.latencyMs?.p95, canary.latencyMs?.p95),
    latencyRow("p99", "p99Ms", stable.latencyMs?.p99, canary.latencyMs?.p99),
  ];
}

function successRow(stable: number | undefined, canary: number | undefined): ComparisonRow {
  const points = stable === undefined || canary === undefined ? undefined : (stable - canary) * 100;
  return {
    name: "Success",
    field: "errorRatio",
    stable: quantity(stable, (ratio) => success(1 - ratio)),
    canary: quantity(canary, (ratio) => success(1 - ratio)),
    change: points === undefined ? undefined : pointsInWords(points),
    tone: points === undefined || points > -1 ? "plain" : points > -3 ? "warn" : "bad",
  };
}

function latencyRow(
  name: string,
  field: "p50Ms" | "p95Ms" | "p99Ms",
  stable: number | undefined,
  canary: number | undefined,
): ComparisonRow {
  const factor = stable === undefined || canary === undefined || stable === 0 ? undefined : canary / stable;
  return {
    name,
    field,
    stable: quantity(stable, duration),
    canary: quantity(canary, duration),
    change: factor === undefined ? undefined : `×${factor.toFixed(factor < 0.095 ? 2 : 1)}`,
    tone: factor === undefined || factor < 1.3 ? "plain" : factor < 2 ? "warn" : "bad",
  };
}

function quantity(value: number | undefined, format: (value: number) => Quantity): Quantity | undefined {
  return value === undefined ? undefined : format(value);
}

function shareOf(part: number | undefined, rest: number | undefined): string | undefined {
  if (part === undefined || rest === undefined || part + rest === 0) return undefined;
  const { value, unit } = share(part / (part + rest));
  return `${value} ${unit} of both`;
}

function pointsInWords(points: number): string {
  const size = Math.abs(points);
  if (size < 0.005) return "same";
  return `${points > 0 ? "+" : "−"}${size.toFixed(size < 1 ? 2 : 1)} pts`;
}
