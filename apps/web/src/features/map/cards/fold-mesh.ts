import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { Line } from "../../../view/line.ts";
import { cardIdOf, lineIdOf } from "../../../view/line-id.ts";
import type { Folding } from "../../../view/view-state.ts";
import { boxIdOf } from "../namespace-boxes.ts";
import { type Openness, opennessOf } from "./folding.ts";
import { notableNodes } from "./notable-nodes.ts";
import { strongestLines } from "./strongest-lines.ts";

/** Several nodes of one namespace, "cluster/namespace". */
interface Group {
  readonly box: string;
  readonly members: readonly TopologyNode[];
}

/** A mesh with some of its namespaces drawn as one node, or only in part. */
export interface FoldedMesh {
  /** Those in open namespaces and in none. */
  readonly nodes: readonly TopologyNode[];
  /** Folded namespaces. */
  readonly cards: readonly (Group & { readonly id: NodeId })[];
  /** What is not drawn of namespaces that are partly open. */
  readonly hidden: readonly Group[];
  /** Between open nodes all, else the strongest and all that are not well. */
  readonly lines: readonly Line[];
  readonly linesLeftOut: number;
}

/** The last answer for a mesh is kept: several ask in turn. */
export function foldMesh(topology: Pick<Topology, "nodes" | "edges">, folding: Folding): FoldedMesh {
  const held = known.get(topology);
  if (held?.folding === folding) return held.folded;
  const folded = fold(topology, folding);
  known.set(topology, { folding, folded });
  drawn.set(folding, new Set(folded.lines.map(({ id }) => id)));
  return folded;
}

/** Lines of the last mesh that was folded like this. */
const drawn = new WeakMap<Folding, ReadonlySet<string>>();

const known = new WeakMap<object, { readonly folding: Folding; readonly folded: FoldedMesh }>();

function fold(topology: Pick<Topology, "nodes" | "edges">, folding: Folding): FoldedMesh {
  const openness = opennessIn(topology.nodes, folding);
  const partly = new Set([...openness].filter(([, how]) => how === "part").map(([box]) => box));
  const notable = notableNodes(topology, partly);
  const drawnAs = (node: TopologyNode): Openness => {
    const how = openness.get(boxIdOf(node) ?? "") ?? "open";
    return how === "part" && notable.has(node.id) ? "open" : how;
  };
  const { open: nodes = [], closed = [], part = [] } = Object.fromEntries(Map.groupBy(topology.nodes, drawnAs));
  if (closed.length === 0 && part.length === 0) {
    return { nodes, cards: [], hidden: [], lines: topology.edges.map(alone), linesLeftOut: 0 };
  }
  const ends = new Map([
    ...nodes.map(({ id }) => [id, id] as const),
    ...closed.map((node) => [node.id, cardOf(node)] as const),
  ]);
  const groups = new Map(topology.nodes.flatMap((node) => groupOf(node, ends)));
  const { plain, folded, cut } = linesBetween(topology.edges, ends);
  const strongest = strongestLines(folded, groups, drawn.get(folding));
  const cards = grouped(closed).flatMap((group) =>
    group.members.slice(0, 1).map((one) => ({ ...group, id: cardOf(one) })),
  );
  const linesLeftOut = folded.length - strongest.length + cut;
  return { nodes, cards, hidden: grouped(part), lines: [...plain, ...strongest], linesLeftOut };
}

function opennessIn(nodes: readonly TopologyNode[], folding: Folding): ReadonlyMap<string, Openness> {
  const boxes = new Set(nodes.flatMap((node) => boxIdOf(node) ?? []));
  return new Map([...boxes].map((box) => [box, opennessOf(folding, box)]));
}

function grouped(nodes: readonly TopologyNode[]): Group[] {
  return [...Map.groupBy(nodes, (node) => boxIdOf(node) ?? "")].map(([box, members]) => ({ box, members }));
}

function cardOf(node: TopologyNode): NodeId {
  return cardIdOf(node) ?? node.id;
}

/** The namespace of what a node is drawn as. */
function groupOf(node: TopologyNode, ends: ReadonlyMap<NodeId, NodeId>): [NodeId, string][] {
  const end = ends.get(node.id);
  return end === undefined ? [] : [[end, boxIdOf(node) ?? node.id]];
}

function alone(edge: TopologyEdge): Line {
  return { id: edge.id, source: edge.source, target: edge.target, edges: [edge] };
}

/** `plain`: between open nodes, one for each call; `cut`: calls of what is not drawn. What stays inside a card is no line. */
function linesBetween(edges: readonly TopologyEdge[], ends: ReadonlyMap<NodeId, NodeId>) {
  const plain: Line[] = [];
  const together = new Map<EdgeId, { source: NodeId; target: NodeId; edges: TopologyEdge[] }>();
  let cut = 0;
  for (const edge of edges) {
    const source = ends.get(edge.source);
    const target = ends.get(edge.target);
    if (source === undefined || target === undefined) cut++;
    else if (source === edge.source && target === edge.target) plain.push(alone(edge));
    else if (source !== target) {
      const id = lineIdOf(source, target);
      const held = together.get(id);
      if (held === undefined) together.set(id, { source, target, edges: [edge] });
      else held.edges.push(edge);
    }
  }
  // A line that stands for one call is that call.
  const folded = [...together].map(([id, line]): Line => {
    const [first, ...rest] = line.edges;
    return { id: first !== undefined && rest.length === 0 ? first.id : id, ...line };
  });
  return { plain, folded, cut };
}
