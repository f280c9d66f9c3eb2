import type { Difference, Differences, Topology, TopologyEdge } from "@fyr/contract";

/** How an edge differs from another moment, as the map draws it. */
export type EdgeChange = "new" | "gone" | "slower" | "failsMore";

export interface ComparedEdge {
  readonly change: EdgeChange;
  readonly difference: Difference;
}

const changes = new WeakMap<TopologyEdge, ComparedEdge>();
const made = new WeakMap<Topology, WeakMap<Differences, Topology>>();

/**
 * The picture with what it had before and has no more, and its edges marked with how they differ: `changeOf` tells. The
 * same two give the same picture.
 */
export function comparedPicture(picture: Topology, differences: Differences): Topology {
  const known = made.get(picture) ?? new WeakMap<Differences, Topology>();
  made.set(picture, known);
  const compared = known.get(differences) ?? compare(picture, differences);
  known.set(differences, compared);
  return compared;
}

export function changeOf(edge: object): ComparedEdge | undefined {
  return changes.get(edge as TopologyEdge);
}

/** Ids of the edges that differ, with their ends; undefined where none does. */
export function changedIds({ edges }: Topology): ReadonlySet<string> | undefined {
  const changed = edges.filter((edge) => changes.has(edge));
  if (changed.length === 0) return undefined;
  return new Set(changed.flatMap(({ id, source, target }): string[] => [id, source, target]));
}

function compare(picture: Topology, { differences, goneNodes, goneEdges }: Differences): Topology {
  const told = worstByEdge(differences);
  const here = new Set<string>([...picture.nodes, ...picture.edges].map(({ id }) => id));
  const isNew = ({ id }: { readonly id: string }) => !here.has(id);
  const mark = (edge: TopologyEdge) => {
    const change = told.get(edge.id);
    if (change === undefined) return edge;
    const marked = { ...edge };
    changes.set(marked, change);
    return marked;
  };
  return {
    ...picture,
    nodes: [...picture.nodes, ...goneNodes.filter(isNew)].toSorted(byId),
    edges: [...picture.edges, ...goneEdges.filter((edge) => isNew(edge) && told.has(edge.id))].map(mark).toSorted(byId),
  };
}

const drawn: Readonly<Partial<Record<Difference["kind"], EdgeChange>>> = {
  "failing-more": "failsMore",
  gone: "gone",
  new: "new",
  slower: "slower",
};
const worstFirst = Object.keys(drawn);

function worstByEdge(differences: readonly Difference[]): ReadonlyMap<string, ComparedEdge> {
  const found = differences
    .flatMap((difference) => {
      const change = drawn[difference.kind];
      return difference.subject.type === "edge" && change !== undefined ? [{ change, difference }] : [];
    })
    .toSorted((a, b) => worstFirst.indexOf(b.difference.kind) - worstFirst.indexOf(a.difference.kind));
  return new Map(found.map((each) => [each.difference.subject.id, each]));
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
