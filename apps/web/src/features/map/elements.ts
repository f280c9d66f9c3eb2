import type { EdgeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInWords } from "../../ui/node-name.ts";
import type { LabelChoice } from "../../view/view-state.ts";
import { type EdgeElement, edgeElement } from "./edge-element.ts";
import { type BoxElement, boxesOf } from "./namespace-boxes.ts";
import { type NodeElement, nodeElement, nodeWidth } from "./node-element.ts";

/** What the map draws, and nothing else. An item whose source did not change keeps its identity. */
export interface Elements {
  readonly nodes: readonly NodeElement[];
  readonly edges: readonly EdgeElement[];
  readonly boxes: readonly BoxElement[];
}

const TOP_SHARE = 0.1;

export interface ElementReader {
  /** Sorted as the topology is. */
  read(topology: Topology, labels: LabelChoice): Elements;
}

/** Remembers what it made of each item, so that the next picture shares what did not change. */
export function createElementReader(): ElementReader {
  const madeNodes = new WeakMap<TopologyNode, { variant: string; element: NodeElement }>();
  const madeEdges = new WeakMap<TopologyEdge, { variant: string; element: EdgeElement }>();
  return {
    read(topology, labels) {
      const width = nodeWidth(topology.nodes);
      const busy = busiest(topology.edges);
      const names = new Map(topology.nodes.map((node) => [node.id, nodeInWords(node)]));
      const nodes = topology.nodes.map((node) =>
        remembered(madeNodes, node, String(width), () => nodeElement(node, width)),
      );
      const edges = topology.edges.map((edge) =>
        remembered(madeEdges, edge, `${labels} ${busy.has(edge.id)}`, () =>
          edgeElement(edge, labels, busy.has(edge.id), names),
        ),
      );
      return { nodes, edges, boxes: boxesOf(topology) };
    },
  };
}

function remembered<Item extends object, Element>(
  made: WeakMap<Item, { variant: string; element: Element }>,
  item: Item,
  variant: string,
  make: () => Element,
): Element {
  const held = made.get(item);
  if (held?.variant === variant) return held.element;
  const element = make();
  made.set(item, { variant, element });
  return element;
}

/** The tenth of the edges that carries most. */
function busiest(edges: readonly TopologyEdge[]): ReadonlySet<EdgeId> {
  const measured = edges.filter((edge) => (edge.requestsPerSecond ?? 0) > 0);
  const sorted = measured.sort((a, b) => (b.requestsPerSecond ?? 0) - (a.requestsPerSecond ?? 0));
  return new Set(sorted.slice(0, Math.ceil(measured.length * TOP_SHARE)).map((edge) => edge.id));
}
