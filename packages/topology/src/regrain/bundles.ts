import type { TopologyEdge } from "@fyr/contract";

/** Rows of edges that are counted together, whatever nodes, edges and cuts they are all of. */
export interface Bundle {
  readonly number: number;
  readonly rows: readonly number[];
  /** They are all that one node of the picture receives, or sends. */
  readonly side?: NodeSide | undefined;
}

/** `row`: of the node. */
export interface NodeSide {
  readonly row: number;
  readonly direction: "inbound" | "outbound";
}

/** The same edges in the same order are one bundle. Numbers are small and dense. */
export interface Bundles {
  of(edges: readonly TopologyEdge[]): Bundle;
  count(): number;
}

export function createBundles(
  rowOf: (edge: TopologyEdge) => number,
  sideOf: (rows: readonly number[]) => NodeSide | undefined,
): Bundles {
  const known = new Map<string, Bundle>();
  return {
    of: (edges) => {
      const rows = edges.map(rowOf);
      const key = rows.join();
      const bundle = known.get(key) ?? { number: known.size, rows, side: sideOf(rows) };
      known.set(key, bundle);
      return bundle;
    },
    count: () => known.size,
  };
}
