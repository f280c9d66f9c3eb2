import type { NodeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInShort } from "../node-name.ts";
import type { JudgedPart } from "./merge-health.ts";

/** The parts of an edge by what tells them apart: the callee, the caller, or both. */
export function partsOfEdge(parts: readonly TopologyEdge[], nodes: ReadonlyMap<NodeId, TopologyNode>): JudgedPart[] {
  const [first] = parts;
  const oneSource = parts.every(({ source }) => source === first?.source);
  const oneTarget = parts.every(({ target }) => target === first?.target);
  const nameOf = (id: NodeId) => {
    const node = nodes.get(id);
    return node === undefined ? "unknown" : nodeInShort(node);
  };
  return parts.map(({ source, target, health }) => ({
    name: oneSource ? nameOf(target) : oneTarget ? nameOf(source) : `${nameOf(source)} → ${nameOf(target)}`,
    health,
  }));
}
