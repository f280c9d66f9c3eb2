import type { EdgeId, NodeId, TopologyNode } from "@fyr/contract";
import { coarserNodeId } from "@fyr/topology";

/** What the namespace of a node is called when it is drawn as one; undefined for what lives in none. */
export function cardIdOf(node: TopologyNode): NodeId | undefined {
  // On the map a service entry stands in the namespace that declares it.
  return node.namespace === undefined ? undefined : coarserNodeId({ ...node, kind: "workload" }, "namespace");
}

/** The only maker of ids for a line that stands for several calls: all that lead from one end to the other. */
export function lineIdOf(source: NodeId, target: NodeId): EdgeId {
  return `${source}>${target}:all` as EdgeId;
}
