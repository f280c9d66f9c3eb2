import { hearPairs } from "../hear-pairs.ts";
import { known } from "../optional.ts";
import type { Pair } from "../pair.ts";
import type { Placer } from "../placer.ts";
import type { TrafficSample } from "../samples.ts";
import type { HistoryRow, RowMeasure } from "./history.ts";
import { sumOf } from "./numbers.ts";

/** Who has reported on whom at any time of a history. */
export interface HeardRows {
  readonly pairs: readonly Pair[];
  pairOf(row: HistoryRow): Pair | undefined;
}

/** Nothing where nobody but sidecars and gateways has reported: each pair is what it is there. */
export function hearRows(rows: readonly HistoryRow[], placer: Placer): HeardRows {
  const isNeeded = rows.some(({ ztunnel, key }) => ztunnel || key.reporter === "waypoint");
  if (!isNeeded) return { pairs: [], pairOf: () => undefined };
  const { pairs } = hearPairs(rows.filter(({ measure }) => tellsOfPair.has(measure)).map(sampleOf), placer);
  const byName = new Map(pairs.map((pair) => [nameOf(pair.source.id, pair.target.id), pair]));
  return {
    pairs,
    pairOf: ({ key: { source, destination } }) =>
      byName.get(nameOf(placer.source(source, destination).id, placer.destination(destination, source).id)),
  };
}

function nameOf(source: string, target: string): string {
  return `${source} ${target}`;
}

const tellsOfPair: ReadonlySet<RowMeasure> = new Set(["requests", "connections", "bytes"]);

/** As much of a row as tells who reports what on whom. */
export function sampleOf({ key, measure, outcome, ztunnel, perSecond }: HistoryRow): TrafficSample {
  switch (measure) {
    case "requests":
      return { ...key, kind: "requests", code: "", ...known("flags", outcome?.flags), perSecond: sumOf(perSecond) };
    case "bytes":
      return {
        ...key,
        kind: "bytes",
        direction: "toTarget",
        ...known("ztunnel", ztunnel),
        perSecond: sumOf(perSecond),
      };
    case "connections":
    case "broken":
      return { ...key, kind: "connections", ...known("ztunnel", ztunnel), perSecond: sumOf(perSecond) };
    case "time":
    case "timed":
      return { ...key, kind: "latency" };
  }
}
