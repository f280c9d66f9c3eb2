import type { EdgeId, HealthStatus, NodeId, NodeTraffic, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInWords } from "../../ui/node-name.ts";
import type { LabelChoice } from "../../view/view-state.ts";
import { edgeElement } from "./edge-element.ts";
import type { EdgeLabel } from "./edge-label.ts";
import { boxesOf } from "./namespace-boxes.ts";
import { nodeElement, nodeWidth } from "./node-element.ts";
import type { Size } from "./routes/shapes.ts";

/** What the map draws, and nothing else. An item whose source did not change keeps its identity. */
export interface Elements {
  readonly nodes: readonly NodeElement[];
  readonly edges: readonly EdgeElement[];
  readonly boxes: readonly BoxElement[];
}

export type NodeShape = "workload" | "gateway" | "service" | "external" | "waypoint" | "unknown";
export type BadgeKind = "split" | "circuitBreaker" | "fault" | "plaintext";

export interface NodeElement extends Size {
  readonly id: NodeId;
  readonly shape: NodeShape;
  readonly box?: string;
  readonly title: string;
  /** Version and traffic, the second line. */
  readonly meta: string;
  readonly status: HealthStatus;
  /** Inbound traffic by outcome, summing to 1; absent when nothing is measured. */
  readonly ring?: NonNullable<NodeTraffic["byHealth"]>;
  readonly noSidecar: boolean;
  readonly badges: readonly BadgeKind[];
  /** One sentence for who cannot see it. */
  readonly words: string;
}

export type EdgeLook = "healthy" | "degraded" | "failing" | "tcp" | "unknown";

export interface EdgeElement {
  readonly id: EdgeId;
  readonly source: NodeId;
  readonly target: NodeId;
  readonly look: EdgeLook;
  /** px at zoom 1. */
  readonly width: number;
  readonly label?: EdgeLabel;
  readonly requestsPerSecond?: number;
  /** 0..1 of the requests. */
  readonly failingShare: number;
  readonly words: string;
}

export interface BoxElement {
  readonly id: string;
  readonly name: string;
  readonly workloads: number;
  /** Which of the eight namespace colours, 1..8. */
  readonly accent: number;
  readonly members: readonly NodeId[];
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
