import type { NodeId } from "@fyr/contract";
import type { Names } from "./names.ts";
import type { Incident } from "./use-incident.ts";

/** Where the tree begins: as chosen, else where the finding harms most, else where most requests enter. */
export function entryOf(
  chosen: string | undefined,
  { finding, investigation, topology }: Pick<Incident, "finding" | "investigation" | "topology">,
): NodeId | undefined {
  return (chosen as NodeId | undefined) ?? finding?.entries[0]?.node ?? investigation?.entries[0] ?? busiest(topology);
}

/** All that can be chosen: entries first, then whoever calls somebody, by traffic. */
export function entryChoices(
  entry: string | undefined,
  { investigation, topology }: Pick<Incident, "investigation" | "topology">,
): readonly NodeId[] {
  const callers = new Set(topology.edges.filter(({ protocol }) => protocol !== "tcp").map(({ source }) => source));
  const byTraffic = topology.nodes
    .filter(({ id }) => callers.has(id))
    .toSorted((a, b) => sent(b) - sent(a))
    .map(({ id }) => id);
  return [
    ...new Set([...(investigation?.entries ?? []), ...byTraffic, ...(entry === undefined ? [] : [entry as NodeId])]),
  ];
}

/** "cart", of several that are called so "cart in shop". */
export function toldApart(
  ids: readonly NodeId[],
  names: Names,
): readonly { readonly id: NodeId; readonly words: string }[] {
  const sameName = Map.groupBy(ids, names.ofNode);
  return ids.map((id) => {
    const name = names.ofNode(id);
    const namespace = (sameName.get(name)?.length ?? 0) > 1 ? names.node(id)?.namespace : undefined;
    return { id, words: namespace === undefined ? name : `${name} in ${namespace}` };
  });
}

/** Of those nobody calls. */
function busiest({ nodes, edges }: Incident["topology"]): NodeId | undefined {
  const called = new Set(edges.map(({ target }) => target));
  return nodes.filter(({ id }) => !called.has(id)).toSorted((a, b) => sent(b) - sent(a))[0]?.id;
}

function sent({ outbound }: Incident["topology"]["nodes"][number]): number {
  return outbound.requestsPerSecond ?? 0;
}
