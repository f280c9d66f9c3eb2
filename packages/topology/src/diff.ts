import type { Topology, TopologyDiff } from "@fyr/contract";
import { applyListDiff, diffList } from "./list-diff.ts";
import { known } from "./optional.ts";
import { sameValue } from "./same-value.ts";

const headerFields = [
  "windowSeconds",
  "requestedWindowSeconds",
  "latencyAt",
  "source",
  "seriesPerRow",
  "sources",
  "warnings",
  "clusters",
  "namespaces",
  "totals",
  "problems",
] as const satisfies (keyof TopologyDiff["header"])[];

/**
 * What must be sent so that `applyDiff(before, diffTopology(before, after))` equals `after`. Both are pictures of the
 * same grain, sorted by id.
 */
export function diffTopology(before: Topology, after: Topology): TopologyDiff {
  const changed = headerFields.filter((field) => after[field] !== undefined && !sameValue(before[field], after[field]));
  return {
    from: before.revision,
    to: after.revision,
    at: after.at,
    header: Object.fromEntries(changed.map((field) => [field, after[field]])),
    headerRemoved: headerFields.filter((field) => before[field] !== undefined && after[field] === undefined),
    nodes: diffList(before.nodes, after.nodes),
    edges: diffList(before.edges, after.edges),
    ...known("rollups", after.rollups && diffList(before.rollups ?? [], after.rollups)),
  };
}

/** The picture a diff leads to. Nodes and edges it does not touch stay the same objects. */
export function applyDiff(before: Topology, diff: TopologyDiff): Topology {
  const gone = new Set(diff.headerRemoved);
  const kept = Object.fromEntries(Object.entries(before).filter(([field]) => !gone.has(field)));
  return {
    ...(kept as Topology),
    ...diff.header,
    revision: diff.to,
    at: diff.at,
    nodes: applyListDiff(before.nodes, diff.nodes),
    edges: applyListDiff(before.edges, diff.edges),
    ...known("rollups", diff.rollups && applyListDiff(before.rollups ?? [], diff.rollups)),
  };
}
