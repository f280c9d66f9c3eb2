import type { NodeId, Topology } from "@fyr/contract";
import { nodeInShort } from "../ui/node-name.ts";
import { cardIdOf } from "./line-id.ts";

/** "shop → payment v2": a namespace by its name, a node by its own. */
export function lineName(
  { nodes }: Pick<Topology, "nodes">,
  { source, target }: { readonly source: NodeId; readonly target: NodeId },
): string {
  const nameOf = (end: NodeId) => {
    const node = nodes.find(({ id }) => id === end);
    if (node !== undefined) return nodeInShort(node);
    return nodes.find((each) => cardIdOf(each) === end)?.namespace ?? "unknown";
  };
  return `${nameOf(source)} → ${nameOf(target)}`;
}
