import type { NodeId } from "@fyr/contract";
import { comparisonSince, type Incident } from "./candidate.ts";
import type { EdgeChange } from "./edge-change.ts";
import { createGroups } from "./groups.ts";
import type { Bin } from "./history.ts";

/** Changes that lie beside each other in the mesh belong together, whenever each of them was first to be seen. */
export function incidentsOf(changes: readonly EdgeChange[], bins: readonly Bin[]): Incident[] {
  const { join, groupOf } = createGroups<NodeId>();
  for (const { line } of changes) join(line.source.id, line.target.id);
  const groups = Map.groupBy(changes, ({ line }) => groupOf(line.target.id));
  return [...groups.values()].map((group) => ({
    changes: group,
    comparison: comparisonSince(group, bins),
  }));
}
