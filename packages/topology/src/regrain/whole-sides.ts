import type { NodeSide } from "./bundles.ts";
import type { Shape } from "./shape.ts";

/** By rows of edges: whose inbound or outbound edges they are, where they are all of these. */
export function createWholeSides({
  picture: { nodes },
  sources,
  targets,
}: Pick<Shape, "picture" | "sources" | "targets">): (rows: readonly number[]) => NodeSide | undefined {
  const [inbound, outbound] = [countAt(targets, nodes.length), countAt(sources, nodes.length)];
  return (rows) => {
    const into = onlyOne(targets, rows);
    if (into !== undefined && inbound[into] === rows.length) return { row: into, direction: "inbound" };
    const outOf = onlyOne(sources, rows);
    if (outOf !== undefined && outbound[outOf] === rows.length) return { row: outOf, direction: "outbound" };
    return undefined;
  };
}

function countAt(ends: Int32Array, nodes: number): Int32Array {
  const counts = new Int32Array(nodes);
  for (const row of ends) if (row >= 0) counts[row] = (counts[row] ?? 0) + 1;
  return counts;
}

/** The node that all of these end at; an edge that came whole is none of the picture. */
function onlyOne(ends: Int32Array, rows: readonly number[]): number | undefined {
  const end = ends[rows[0] ?? -1];
  return rows.every((row) => ends[row] === end) ? end : undefined;
}
