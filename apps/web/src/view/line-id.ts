import type { EdgeId, NodeId, TopologyNode } from "@fyr/contract";
import { coarserNodeId } from "@fyr/topology";

/** Lives in a namespace's box. A service entry is declared in one, but what answers lies outside; a namespace is its own. */
export function isBoxed({ kind, namespace }: TopologyNode): boolean {
  return namespace !== undefined && kind !== "serviceEntry" && kind !== "namespace";
}

/** What the namespace of a node is called when it is drawn as one; undefined for what lives in none. */
export function cardIdOf(node: TopologyNode): NodeId | undefined {
  return isBoxed(node) ? coarserNodeId(node, "namespace") : undefined;
}

/** The only maker of ids for a line that stands for several calls: all that lead from one end to the other. */
export function lineIdOf(source: NodeId, target: NodeId): EdgeId {
  return `${source}>${target}:all` as EdgeId;
}
