import type { NodeId } from "@fyr/contract";
import type { HeardRows } from "./hear-rows.ts";
import type { HistoryRow } from "./history.ts";
import { addTo } from "./numbers.ts";

/** What the rows of ztunnels tell, beside those of others. */
export interface ZtunnelRows {
  /** Nobody else reports on the pair, and neither of it is a waypoint: what a ztunnel counted is all there is. */
  standsAlone(row: HistoryRow): boolean;
  /** Bytes a second that ztunnels carried between two nodes whose traffic others have counted as what it is. */
  carried(source: NodeId, target: NodeId): Float64Array | undefined;
}

/** Whoever reports on a pair at any time of the history, reports on it: what ztunnels saw of it is the same, a layer lower. */
export function ztunnelRowsOf(rows: readonly HistoryRow[], { pairOf }: HeardRows): ZtunnelRows {
  const carried = new Map<string, Float64Array>();
  const nameOf = (source: NodeId, target: NodeId) => `${source} ${target}`;
  const standsAlone = (row: HistoryRow) => {
    const pair = pairOf(row);
    return pair !== undefined && !pair.isLeg && pair.requests.size + pair.connections.size === 0;
  };
  for (const row of rows) {
    const pair = row.ztunnel && row.measure === "bytes" && !standsAlone(row) ? pairOf(row) : undefined;
    if (pair === undefined) continue;
    const name = nameOf(pair.source.id, pair.target.id);
    const sum = carried.get(name) ?? new Float64Array(row.perSecond.length);
    carried.set(name, sum);
    addTo(sum, row.perSecond);
  }
  return { standsAlone, carried: (source, target) => carried.get(nameOf(source, target)) };
}
