import type { NodeId, Topology, TopologyNode } from "@fyr/contract";
import { cardIdOf, isBoxed } from "../../view/line-id.ts";
import type { Hidden } from "./cards/foot.ts";

export interface BoxElement {
  /** "cluster/namespace" */
  readonly id: string;
  /** What it is drawn as when it is folded. */
  readonly card: NodeId;
  readonly name: string;
  readonly workloads: number;
  /** How far its mesh reaches without sidecars: a waypoint tells requests, ztunnels alone bytes. */
  readonly ambient?: "waypoint" | "L4 only";
  /** Which of the eight namespace colours, 1..8. */
  readonly accent: number;
  /** Those that are drawn. */
  readonly members: readonly NodeId[];
  /** Of a namespace that is partly open. */
  readonly hidden?: Hidden;
}

/** A namespace is chosen by its id or, where names do not repeat, by its name. */
export function isBox({ id, name }: { readonly id: string; readonly name: string }, chosen: string): boolean {
  return id === chosen || name === chosen;
}

/** "cluster/namespace"; undefined for what lives in none. */
export function boxIdOf(node: TopologyNode): string | undefined {
  return isBoxed(node) ? `${node.cluster}/${node.namespace}` : undefined;
}

/** `counted`: how many workloads are in it, where nodes are something else. */
export function boxesOf(
  topology: { readonly nodes: readonly TopologyNode[]; readonly clusters: readonly string[] },
  hidden: ReadonlyMap<string, readonly TopologyNode[]> = new Map(),
  counted: ReadonlyMap<string, number> = new Map(),
): BoxElement[] {
  const members = new Map<string, TopologyNode[]>();
  for (const node of topology.nodes) {
    const id = boxIdOf(node);
    if (id === undefined) continue;
    const held = members.get(id);
    if (held === undefined) members.set(id, [node]);
    else held.push(node);
  }
  return [...members].flatMap(([id, nodes]) => {
    const rest = hidden.get(id) ?? [];
    const card = nodes[0] && cardIdOf(nodes[0]);
    if (card === undefined) return [];
    return {
      id,
      card,
      name: topology.clusters.length > 1 ? id.replace("/", " / ") : (nodes[0]?.namespace ?? id),
      workloads: counted.get(id) ?? [...nodes, ...rest].filter((node) => node.kind !== "service").length,
      ...ambientOf([...nodes, ...rest]),
      accent: accentOf(nodes[0]?.namespace ?? id),
      members: nodes.map((node) => node.id),
      ...(rest.length > 0 && { hidden: { nodes: rest.length, allHealthy: rest.every(isHealthy) } }),
    };
  });
}

/** By box, where a node is not a workload each. */
export function workloadsByBox({ grain, namespaces }: Pick<Topology, "grain" | "namespaces">): Map<string, number> {
  const counted = grain === "workload" ? [] : namespaces;
  return new Map(counted.map(({ cluster, name, workloads }) => [`${cluster}/${name}`, workloads]));
}

function ambientOf(nodes: readonly TopologyNode[]): Pick<BoxElement, "ambient"> {
  if (nodes.some(({ kind }) => kind === "waypoint")) return { ambient: "waypoint" };
  return nodes.some(({ flags }) => flags.includes("l4Only")) ? { ambient: "L4 only" } : {};
}

function isHealthy({ health }: TopologyNode): boolean {
  return health.status === "healthy";
}

/** Stable per name: FNV-1a from a start that tells the demo's namespaces apart, the upper three bits as 1..8. */
export function accentOf(name: string): number {
  let hash = 2_515_380;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 29) + 1;
}
