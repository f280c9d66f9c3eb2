import type { HealthStatus, NodeId, NodeTraffic, TopologyNode } from "@fyr/contract";
import { byteRate, inWords, rate } from "../../ui/format.ts";
import { nodeInWords, nodeName } from "../../ui/node-name.ts";
import type { CardFace } from "./cards/card-face.ts";
import { type BadgeKind, badgesOf } from "./marks/badges.ts";
import { hasNoSidecar, type NodeShape, shapeOf } from "./marks/node-shapes.ts";
import { type Ring, ringOf } from "./marks/ring.ts";
import { nodeMarks } from "./marks/said-marks.ts";
import { boxIdOf } from "./namespace-boxes.ts";
import type { Size } from "./routes/shapes.ts";

export interface NodeElement extends Size {
  readonly id: NodeId;
  readonly shape: NodeShape;
  readonly box?: string;
  readonly title: string;
  /** Version and traffic, the second line. */
  readonly meta: string;
  readonly status: HealthStatus;
  /** Absent on cards. */
  readonly ring?: Ring;
  readonly noSidecar: boolean;
  readonly badges: readonly BadgeKind[];
  /** Of a folded namespace. */
  readonly card?: CardFace;
  /** One sentence for who cannot see it. */
  readonly words: () => string;
}

const NODE_HEIGHT = 34;
const NODE_WIDTH = 100;
const WIDEST_NODE = 220;

export function nodeElement(node: TopologyNode, width: number): NodeElement {
  const box = boxIdOf(node);
  const shape = shapeOf(node);
  const { name } = nodeName(node);
  const meta = metaOf(node, shape);
  const isGateway = shape === "gateway";
  // Thousands are made with every refresh: no spreading, and words when they are asked for.
  const element: { -readonly [Field in keyof NodeElement]: NodeElement[Field] } = {
    id: node.id,
    shape,
    title: name,
    meta,
    status: node.health.status,
    ring: ringOf(node),
    noSidecar: hasNoSidecar(node),
    badges: badgesOf(node),
    words: () => wordsOf(node, meta),
    width: isGateway ? 52 : width,
    height: isGateway ? 46 : NODE_HEIGHT,
  };
  if (box !== undefined) element.box = box;
  return element;
}

function wordsOf(node: TopologyNode, meta: string): string {
  return [
    `${nodeInWords(node)}${node.namespace === undefined ? "" : ` in ${node.namespace}`}`,
    node.health.status,
    ...(hasNoSidecar(node) ? [] : [meta]),
    ...nodeMarks(node).map(({ words }) => words),
  ].join(", ");
}

function metaOf(node: TopologyNode, shape: NodeShape): string {
  const layer = node.flags.includes("l4Only") ? "L4" : "TCP";
  const measured = [node.inbound, node.outbound].find((side) => trafficWords(side, layer) !== undefined);
  const traffic = measured === undefined ? undefined : trafficWords(measured, layer);
  // Of what speaks TCP only, that matters more than its version, and there is room for one.
  const { version } = measured?.requestsPerSecond === undefined && measured !== undefined ? {} : node;
  if (shape === "gateway") return traffic ?? "no traffic";
  if (hasNoSidecar(node)) return "no sidecar";
  // What a waypoint passes on is told at its callers and callees: it has no numbers of its own.
  if (shape === "waypoint" || shape === "external") {
    if (traffic === undefined) return shape;
    // There is no room for bytes beside it, and its outline says it too.
    return measured?.requestsPerSecond === undefined ? traffic : `${shape} · ${traffic}`;
  }
  const words = traffic ?? (node.flags.includes("noTraffic") ? "no traffic" : "not measured");
  return version === undefined ? words : `${version} · ${words}`;
}

function trafficWords(traffic: NodeTraffic, layer: "TCP" | "L4"): string | undefined {
  if (traffic.requestsPerSecond !== undefined) return `${rate(traffic.requestsPerSecond).value}/s`;
  return traffic.bytesPerSecond === undefined ? undefined : `${layer} ${inWords(byteRate(traffic.bytesPerSecond))}`;
}

/** One width for all of a namespace, so that its columns line up: for the longest name as far as that is bearable. */
export function nodeWidth(nodes: readonly TopologyNode[]): number {
  const longest = Math.max(0, ...nodes.map((node) => nodeName(node).name.length));
  return Math.min(WIDEST_NODE, Math.max(NODE_WIDTH, Math.ceil((34 + longest * 6.4) / 4) * 4));
}

/** Outline, border and size are the same, whatever stands on them. */
export function sameBody(a: NodeElement, b: NodeElement): boolean {
  const sameSize = a.width === b.width && a.height === b.height;
  const sameLook = a.shape === b.shape && a.status === b.status && a.noSidecar === b.noSidecar;
  return sameSize && sameLook && a.card?.accent === b.card?.accent;
}
