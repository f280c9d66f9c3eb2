import type { CountedRequests, Quantiles, Series } from "@fyr/contract";
import { duration, type Quantity, rate, share, success } from "../../../ui/format.ts";

export type SeriesField = "requestsPerSecond" | "errorRatio" | "p50Ms" | "p95Ms" | "p99Ms";

/** A number since the change and in the hour before; absent where it was not measured. */
interface SinceAndBefore {
  readonly since: Quantity | undefined;
  readonly before: Quantity | undefined;
}

export interface ComparisonRow {
  readonly name: string;
  readonly field: SeriesField & keyof Series;
  readonly stable: SinceAndBefore;
  readonly canary: SinceAndBefore;
  /** What the canary has more or less of, in words; absent where either was not measured. */
  readonly change: string | undefined;
  readonly tone: "plain" | "warn" | "bad";
}

/** What was counted of one destination. `seconds`: how long the time since the change is. */
export interface CountedSide {
  readonly since: CountedRequests;
  readonly hourBefore: CountedRequests;
}

const hourSeconds = 3600;

/** Canary against stable, one row a number. */
export function comparisonRows(stable: CountedSide, canary: CountedSide, seconds: number): ComparisonRow[] {
  const both = (read: (counted: CountedRequests, seconds: number) => Quantity | undefined) => ({
    stable: { since: read(stable.since, seconds), before: read(stable.hourBefore, hourSeconds) },
    canary: { since: read(canary.since, seconds), before: read(canary.hourBefore, hourSeconds) },
  });
  return [
    {
      name: "Requests",
      field: "requestsPerSecond",
      ...both(({ requests }, over) => (requests > 0 ? rate(requests / over) : undefined)),
      change: shareOf(canary.since.requests, stable.since.requests),
      tone: "plain",
    },
    {
      name: "Success",
      field: "errorRatio",
      ...both((counted) => ifKnown(ratioOf(counted), (ratio) => success(1 - ratio))),
      ...successChange(ratioOf(stable.since), ratioOf(canary.since)),
    },
    ...(["p50", "p95", "p99"] as const).map((name) => ({
      name,
      field: `${name}Ms` as const,
      ...both(({ latencyMs }) => ifKnown(latencyMs?.[name], duration)),
      ...latencyChange(stable.since.latencyMs, canary.since.latencyMs, name),
    })),
  ];
}

function ratioOf({ requests, failed }: CountedRequests): number | undefined {
  return requests > 0 ? Math.min(1, failed / requests) : undefined;
}

type Change = Pick<ComparisonRow, "change" | "tone">;
const unknownChange: Change = { change: undefined, tone: "plain" };

function successChange(stable: number | undefined, canary: number | undefined): Change {
  if (stable === undefined || canary === undefined) return unknownChange;
  const points = (stable - canary) * 100;
  return { change: pointsInWords(points), tone: points > -1 ? "plain" : points > -3 ? "warn" : "bad" };
}

function latencyChange(
  stable: Quantiles | undefined,
  canary: Quantiles | undefined,
  name: "p50" | "p95" | "p99",
): Change {
  if (stable === undefined || canary === undefined || stable[name] === 0) return unknownChange;
  const factor = canary[name] / stable[name];
  return {
    change: `×${factor.toFixed(factor < 0.095 ? 2 : 1)}`,
    tone: factor < 1.3 ? "plain" : factor < 2 ? "warn" : "bad",
  };
}

function ifKnown(value: number | undefined, format: (value: number) => Quantity): Quantity | undefined {
  return value === undefined ? undefined : format(value);
}

function shareOf(part: number, rest: number): string | undefined {
  if (part + rest === 0) return undefined;
  const { value, unit } = share(part / (part + rest));
  return `${value} ${unit} of both`;
}

function pointsInWords(points: number): string {
  const size = Math.abs(points);
  if (size < 0.005) return "same";
  return `${points > 0 ? "+" : "−"}${size.toFixed(size < 1 ? 2 : 1)} pts`;
}
