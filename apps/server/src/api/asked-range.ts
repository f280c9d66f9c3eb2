import type { SeriesQuery } from "@fyr/contract";
import type { SeriesRange } from "@fyr/prometheus";
import { known } from "@fyr/topology";
import type { MomentQuery } from "../observer/moment-query.ts";
import type { History } from "../observer/source/history.ts";
import { seriesRange } from "./series-range.ts";

interface Options {
  readonly history: Pick<History, "minimumWindowSeconds">;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly windowSeconds: number;
  /** See `seriesRange`. */
  readonly mostPoints?: number;
}

interface AskedRange {
  readonly range: SeriesRange;
  /** At which whoever it is of is looked up: live where it reaches up to now. */
  readonly moment: Pick<MomentQuery, "at" | "windowSeconds">;
}

/** The range that a query about somebody over time asks for. */
export async function askedRange(
  query: SeriesQuery,
  { history, now, windowSeconds, mostPoints }: Options,
  signal: AbortSignal,
): Promise<AskedRange> {
  const minimumSeconds = await history.minimumWindowSeconds(signal);
  const limits = { minimumSeconds, usualSeconds: windowSeconds, ...known("mostPoints", mostPoints) };
  const range = seriesRange(query, now() / 1000, limits);
  return {
    range,
    moment: { ...known("windowSeconds", query.windowSeconds), ...(query.to !== undefined && { at: range.to }) },
  };
}
