import type { NodeId, Topology, TopologyNode } from "@fyr/contract";

export interface BoxElement {
  readonly id: string;
  readonly name: string;
  readonly workloads: number;
  /** Which of the eight namespace colours, 1..8. */
  readonly accent: number;
  readonly members: readonly NodeId[];
}

/** A namespace is chosen by its id or, where names do not repeat, by its name. */
export function isBox(box: BoxElement, id: string): boolean {
  return box.id === id || box.name === id;
}

/** "cluster/namespace"; undefined for what lives in none. */
export function boxIdOf(node: TopologyNode): string | undefined {
  return node.namespace === undefined ? undefined : `${node.cluster}/${node.namespace}`;
}

export function boxesOf(topology: Topology): BoxElement[] {
  const members = new Map<string, TopologyNode[]>();
  for (const node of topology.nodes) {
    const id = boxIdOf(node);
    if (id === undefined) continue;
    const held = members.get(id);
    if (held === undefined) members.set(id, [node]);
    else held.push(node);
  }
  const clusters = new Set(topology.nodes.map((node) => node.cluster));
  return [...members].map(([id, nodes]) => ({
    id,
    name: clusters.size > 1 ? id.replace("/", " / ") : (nodes[0]?.namespace ?? id),
    workloads: nodes.filter((node) => node.kind !== "service").length,
    accent: accentOf(nodes[0]?.namespace ?? id),
    members: nodes.map((node) => node.id),
  }));
}

/** Stable per name: FNV-1a from a start that tells the demo's namespaces apart, the upper three bits as 1..8. */
export function accentOf(name: string): number {
  let hash = 2_515_380;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 29) + 1;
}
