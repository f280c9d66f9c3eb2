import type { TopologyEdge } from "@fyr/contract";

/** Rows of edges that are counted together, whatever nodes, edges and cuts they are all of. */
export interface Bundle {
  readonly number: number;
  readonly rows: readonly number[];
}

/** The same edges in the same order are one bundle. Numbers are small and dense. */
export interface Bundles {
  of(edges: readonly TopologyEdge[]): Bundle;
  count(): number;
}

export function createBundles(rowOf: (edge: TopologyEdge) => number): Bundles {
  const known = new Map<string, Bundle>();
  return {
    of: (edges) => {
      const rows = edges.map(rowOf);
      const key = rows.join();
      const bundle = known.get(key) ?? { number: known.size, rows };
      known.set(key, bundle);
      return bundle;
    },
    count: () => known.size,
  };
}
