import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInWords } from "../../ui/node-name.ts";

export interface EdgeRow {
  readonly edge: TopologyEdge;
  readonly source: string;
  readonly target: string;
  readonly sourceNamespace: string;
  readonly targetNamespace: string;
}

export function edgeRows({ nodes, edges }: Topology): readonly EdgeRow[] {
  const byId = new Map<string, TopologyNode>(nodes.map((node) => [node.id, node]));
  const name = (id: string) => {
    const node = byId.get(id);
    return node === undefined ? "unknown" : nodeInWords(node);
  };
  return edges.map((edge) => ({
    edge,
    source: name(edge.source),
    target: name(edge.target),
    sourceNamespace: byId.get(edge.source)?.namespace ?? "",
    targetNamespace: byId.get(edge.target)?.namespace ?? "",
  }));
}

/** "28 + 1 external": workloads as they are counted everywhere, and what else calls or is called from outside. */
export function countInWords({ totals, nodes, grain }: Pick<Topology, "totals" | "nodes" | "grain">): string {
  if (grain !== "workload") return String(nodes.length);
  const others = nodes.filter(({ kind, flags }) => otherKinds.has(kind) || flags.includes("outsideScope"));
  if (others.length === 0) return String(totals.workloads);
  const isExternal = others.every(({ kind }) => kind === "external" || kind === "serviceEntry");
  return `${totals.workloads} + ${others.length} ${isExternal ? "external" : others.length === 1 ? "other" : "others"}`;
}

const otherKinds: ReadonlySet<TopologyNode["kind"]> = new Set(["external", "serviceEntry", "unknown"]);
