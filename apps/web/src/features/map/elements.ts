import type { EdgeId, HealthStatus, NodeId, NodeTraffic, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { byteRate, inWords, rate } from "../../ui/format.ts";
import { nodeInWords, nodeName } from "../../ui/node-name.ts";
import type { LabelChoice } from "../../view/view-state.ts";
import { type EdgeLabel, labelOf } from "./edge-label.ts";
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

export const NODE_HEIGHT = 34;
const NODE_WIDTH = 100;
const WIDEST_NODE = 148;
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

/** "cluster/namespace"; undefined for what lives in none. */
export function boxIdOf(node: TopologyNode): string | undefined {
  return node.namespace === undefined ? undefined : `${node.cluster}/${node.namespace}`;
}

function nodeElement(node: TopologyNode, width: number): NodeElement {
  const box = boxIdOf(node);
  const shape = shapeOf(node);
  const byHealth = node.inbound.byHealth ?? (shape === "gateway" ? node.outbound.byHealth : undefined);
  const { name } = nodeName(node);
  const meta = metaOf(node, shape);
  return {
    id: node.id,
    shape,
    ...(box === undefined ? {} : { box }),
    title: name,
    meta,
    status: node.health.status,
    ...(byHealth === undefined ? {} : { ring: byHealth }),
    noSidecar: node.inMesh === false || node.flags.includes("noSidecar"),
    badges: badgesOf(node),
    words: `${nodeInWords(node)}${node.namespace === undefined ? "" : ` in ${node.namespace}`}, ${node.health.status}, ${meta}`,
    ...(shape === "gateway" ? { width: 52, height: 46 } : { width, height: NODE_HEIGHT }),
  };
}

function shapeOf(node: TopologyNode): NodeShape {
  switch (node.kind) {
    case "workload":
    case "app":
    case "namespace":
      return "workload";
    case "serviceEntry":
    case "external":
      return "external";
    case "service":
    case "gateway":
    case "waypoint":
    case "unknown":
      return node.kind;
  }
}

function metaOf(node: TopologyNode, shape: NodeShape): string {
  const traffic = trafficWords(node.inbound) ?? trafficWords(node.outbound);
  if (shape === "gateway") return traffic ?? "no traffic";
  if (node.inMesh === false || node.flags.includes("noSidecar")) return "no sidecar";
  if (shape === "external") return traffic === undefined ? "external" : `external · ${traffic}`;
  const words = traffic ?? (node.flags.includes("noTraffic") ? "no traffic" : "not measured");
  return node.version === undefined ? words : `${node.version} · ${words}`;
}

function trafficWords(traffic: NodeTraffic): string | undefined {
  if (traffic.requestsPerSecond !== undefined) return `${rate(traffic.requestsPerSecond).value}/s`;
  return traffic.bytesPerSecond === undefined ? undefined : `TCP · ${inWords(byteRate(traffic.bytesPerSecond))}`;
}

function badgesOf(node: TopologyNode): BadgeKind[] {
  const badges: BadgeKind[] = [];
  if (node.flags.includes("plaintext")) badges.push("plaintext");
  if (node.flags.includes("faultInjection")) badges.push("fault");
  if (node.flags.includes("trafficSplit")) badges.push("split");
  if (node.flags.includes("circuitBreaker")) badges.push("circuitBreaker");
  return badges;
}

/** One width for all, so that columns line up: for the longest name as far as that is bearable. */
function nodeWidth(nodes: readonly TopologyNode[]): number {
  const longest = Math.max(0, ...nodes.map((node) => nodeName(node).name.length));
  return Math.min(WIDEST_NODE, Math.max(NODE_WIDTH, Math.ceil((34 + longest * 6.4) / 4) * 4));
}

function edgeElement(
  edge: TopologyEdge,
  labels: LabelChoice,
  busy: boolean,
  names: ReadonlyMap<NodeId, string>,
): EdgeElement {
  const look = lookOf(edge);
  const label = labelOf(edge, labels, busy);
  const { requestsPerSecond } = edge;
  const said = label?.lines.join(", ") ?? (requestsPerSecond === undefined ? "TCP" : inWords(rate(requestsPerSecond)));
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    look,
    width: widthOf(look, requestsPerSecond ?? 0),
    ...(label === undefined ? {} : { label }),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    failingShare: edge.errorRatio ?? 0,
    words: `${names.get(edge.source) ?? "unknown"} to ${names.get(edge.target) ?? "unknown"}, ${edge.health.status}, ${said}`,
  };
}

function lookOf(edge: TopologyEdge): EdgeLook {
  if (edge.health.status !== "unknown") return edge.health.status;
  return edge.protocol === "tcp" ? "tcp" : "unknown";
}

function widthOf(look: EdgeLook, perSecond: number): number {
  switch (look) {
    case "failing":
      return 4;
    case "degraded":
      return 2.4;
    case "healthy":
      return Math.min(3, 0.8 + 0.72 * Math.log10(1 + perSecond));
    case "tcp":
    case "unknown":
      return 1.5;
  }
}

/** The tenth of the edges that carries most. */
function busiest(edges: readonly TopologyEdge[]): ReadonlySet<EdgeId> {
  const measured = edges.filter((edge) => (edge.requestsPerSecond ?? 0) > 0);
  const sorted = measured.sort((a, b) => (b.requestsPerSecond ?? 0) - (a.requestsPerSecond ?? 0));
  return new Set(sorted.slice(0, Math.ceil(measured.length * TOP_SHARE)).map((edge) => edge.id));
}

function boxesOf(topology: Topology): BoxElement[] {
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
