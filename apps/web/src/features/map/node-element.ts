import type { HealthStatus, NodeId, NodeTraffic, TopologyNode } from "@fyr/contract";
import { byteRate, inWords, rate } from "../../ui/format.ts";
import { nodeInWords, nodeName } from "../../ui/node-name.ts";
import { boxIdOf } from "./namespace-boxes.ts";
import type { Size } from "./routes/shapes.ts";

type NodeShape = "workload" | "gateway" | "service" | "external" | "waypoint" | "unknown";
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

const NODE_HEIGHT = 34;
const NODE_WIDTH = 100;
const WIDEST_NODE = 148;

export function nodeElement(node: TopologyNode, width: number): NodeElement {
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
  const measured = [node.inbound, node.outbound].find((side) => trafficWords(side) !== undefined);
  const traffic = measured === undefined ? undefined : trafficWords(measured);
  // Of what speaks TCP only, that matters more than its version, and there is room for one.
  const { version } = measured?.requestsPerSecond === undefined && measured !== undefined ? {} : node;
  if (shape === "gateway") return traffic ?? "no traffic";
  if (node.inMesh === false || node.flags.includes("noSidecar")) return "no sidecar";
  if (shape === "external") return traffic === undefined ? "external" : `external · ${traffic}`;
  const words = traffic ?? (node.flags.includes("noTraffic") ? "no traffic" : "not measured");
  return version === undefined ? words : `${version} · ${words}`;
}

function trafficWords(traffic: NodeTraffic): string | undefined {
  if (traffic.requestsPerSecond !== undefined) return `${rate(traffic.requestsPerSecond).value}/s`;
  return traffic.bytesPerSecond === undefined ? undefined : `TCP ${inWords(byteRate(traffic.bytesPerSecond))}`;
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
export function nodeWidth(nodes: readonly TopologyNode[]): number {
  const longest = Math.max(0, ...nodes.map((node) => nodeName(node).name.length));
  return Math.min(WIDEST_NODE, Math.max(NODE_WIDTH, Math.ceil((34 + longest * 6.4) / 4) * 4));
}
