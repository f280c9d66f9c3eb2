import type { Topology, TopologyEdge } from "@fyr/contract";
import { type CallPaths, pathsBetween } from "@fyr/topology";

type Elements = Pick<Topology, "nodes" | "edges">;

const known = new WeakMap<Elements, Map<string, CallPaths<TopologyEdge>>>();

/** All paths between two nodes of a picture, looked for once; undefined where one of the two is not in it. */
export function pathsIn(
  elements: Elements,
  { from, to }: { readonly from: string; readonly to: string },
): CallPaths<TopologyEdge> | undefined {
  const idOf = (end: string) => elements.nodes.find(({ id }) => id === end)?.id;
  const [source, target] = [idOf(from), idOf(to)];
  if (source === undefined || target === undefined) return undefined;
  const held = known.get(elements) ?? new Map<string, CallPaths<TopologyEdge>>();
  known.set(elements, held);
  const key = `${from}>${to}`;
  const found = held.get(key) ?? pathsBetween(elements.edges, source, target);
  held.set(key, found);
  return found;
}
