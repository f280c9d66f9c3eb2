import type { NodeId } from "@fyr/contract";
import { hearPairs } from "../hear-pairs.ts";
import { known } from "../optional.ts";
import type { Placer } from "../placer.ts";
import type { TrafficSample } from "../samples.ts";
import type { HistoryRow } from "./history.ts";
import { addTo, sumOf } from "./numbers.ts";

/** What the rows of ztunnels tell, beside those of others. */
export interface ZtunnelRows {
  /** Nobody else reports on the pair, and neither of it is a waypoint: what a ztunnel counted is all there is. */
  standsAlone(row: HistoryRow): boolean;
  /** Bytes a second that ztunnels carried between two nodes whose traffic others have counted as what it is. */
  carried(source: NodeId, target: NodeId): Float64Array | undefined;
}

/** Whoever reports on a pair at any time of the history, reports on it: what ztunnels saw of it is the same, a layer lower. */
export function ztunnelRowsOf(rows: readonly HistoryRow[], placer: Placer): ZtunnelRows {
  const carried = new Map<string, Float64Array>();
  const alone = new Set<string>();
  const nameOf = (source: NodeId, target: NodeId) => `${source} ${target}`;
  const ofZtunnels = rows.filter(({ ztunnel }) => ztunnel);
  if (ofZtunnels.length === 0) return { standsAlone: () => false, carried: () => undefined };
  for (const { source, target, requests, connections, isLeg } of hearPairs(rows.flatMap(sampleOf), placer).pairs) {
    if (!isLeg && requests.size + connections.size === 0) alone.add(nameOf(source.id, target.id));
  }
  const pairOf = ({ key: { source, destination } }: HistoryRow) =>
    nameOf(placer.source(source, destination).id, placer.destination(destination, source).id);
  for (const row of ofZtunnels) {
    const pair = pairOf(row);
    if (row.measure !== "bytes" || alone.has(pair)) continue;
    const sum = carried.get(pair) ?? new Float64Array(row.perSecond.length);
    carried.set(pair, sum);
    addTo(sum, row.perSecond);
  }
  return {
    standsAlone: (row) => alone.has(pairOf(row)),
    carried: (source, target) => carried.get(nameOf(source, target)),
  };
}

/** As much of a row as tells who reports on whom. */
function sampleOf({ key, measure, ztunnel, perSecond }: HistoryRow): TrafficSample[] {
  const rate = sumOf(perSecond);
  switch (measure) {
    case "requests":
      return [{ ...key, kind: "requests", code: "", perSecond: rate }];
    case "connections":
      return [{ ...key, kind: "connections", ...known("ztunnel", ztunnel), perSecond: rate }];
    case "bytes":
      return [{ ...key, kind: "bytes", direction: "toTarget", ...known("ztunnel", ztunnel), perSecond: rate }];
    case "broken":
    case "time":
    case "timed":
      return [];
  }
}
