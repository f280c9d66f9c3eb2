import type { NodeKind, Topology, TopologyNode } from "@fyr/contract";
import { type Expression, parseExpression, selectMatching } from "@fyr/topology";

/** What the rows are: the grain their picture has. */
export const listKinds = ["workload", "service", "app"] as const;
export type ListKind = (typeof listKinds)[number];

/** What may carry no app, or no service, is what it is at every grain. */
const listed: Readonly<Record<ListKind, readonly NodeKind[]>> = {
  workload: ["workload", "gateway", "waypoint", "app"],
  service: ["service", "serviceEntry", "external"],
  app: ["app", "workload", "gateway", "waypoint"],
};

/** The nodes of a picture at this grain that are listed. Of what is out of scope only a part of the traffic is known. */
export function rowsOf({ nodes }: Pick<Topology, "nodes">, kind: ListKind): readonly TopologyNode[] {
  return nodes.filter((node) => listed[kind].includes(node.kind) && !node.flags.includes("outsideScope"));
}

/** Those an expression holds for by themselves; all where nothing is asked, or nobody can read it. */
export function foundAmong(
  rows: readonly TopologyNode[],
  picture: Pick<Topology, "nodes" | "edges">,
  find: string | undefined,
): readonly TopologyNode[] {
  const expression = readable(find);
  if (expression === undefined) return rows;
  const { nodes } = selectMatching(picture, expression);
  return rows.filter(({ id }) => nodes.has(id));
}

function readable(text = ""): Expression | undefined {
  const read = text.trim() === "" ? undefined : parseExpression(text);
  return read?.ok ? read.expression : undefined;
}
