import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInWords } from "../../ui/node-name.ts";

export interface EdgeRow {
  readonly edge: TopologyEdge;
  readonly source: string;
  readonly target: string;
  readonly sourceNamespace: string;
  readonly targetNamespace: string;
}

export interface Column<Row> {
  readonly key: string;
  readonly name: string;
  /** What its numbers are, where the name does not say all. */
  readonly about?: string;
  /** What rows are put in order by; absent sorts last, whichever way. */
  readonly by: (row: Row) => string | number | undefined;
  /** Numbers start from the highest. */
  readonly first: "ascending" | "descending";
  /** Set flush right. */
  readonly numeric?: true;
}

export interface Order {
  readonly key: string;
  readonly direction: "ascending" | "descending";
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

/** Stable: rows that are equal keep their places. */
export function inOrder<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order): readonly Row[] {
  const column = columns.find(({ key }) => key === order.key);
  if (!column) return rows;
  const sign = order.direction === "ascending" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const left = column.by(a);
    const right = column.by(b);
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    if (typeof left === "string" && typeof right === "string")
      return sign * left.localeCompare(right, "en", { numeric: true });
    return sign * (Number(left) - Number(right));
  });
}

/** Pressing a column: its own first direction, then the other. */
export function pressed<Row>({ key, first }: Column<Row>, order: Order): Order {
  if (order.key !== key) return { key, direction: first };
  return { key, direction: order.direction === "ascending" ? "descending" : "ascending" };
}

/** Failing highest, so that "descending" brings it up. */
export const statusRank = { failing: 3, degraded: 2, unknown: 1, healthy: 0 } as const;

/** "28 + 1 external": workloads as they are counted everywhere, and what else calls or is called from outside. */
export function countInWords({ totals, nodes }: Pick<Topology, "totals" | "nodes">): string {
  const others = nodes.filter(({ kind, flags }) => otherKinds.has(kind) || flags.includes("outsideScope"));
  if (others.length === 0) return String(totals.workloads);
  const isExternal = others.every(({ kind }) => kind === "external" || kind === "serviceEntry");
  return `${totals.workloads} + ${others.length} ${isExternal ? "external" : others.length === 1 ? "other" : "others"}`;
}

const otherKinds: ReadonlySet<TopologyNode["kind"]> = new Set(["external", "serviceEntry", "unknown"]);
