import type { TopologyEdge } from "@fyr/contract";
import { changeOf, type EdgeChange } from "../../../view/compared-picture.ts";
import type { Colour } from "../palette.ts";

export type EdgeLook = "healthy" | "degraded" | "failing" | "tcp" | "unknown" | EdgeChange;

export interface LineLook {
  /** In the legend. */
  readonly name: string;
  readonly colour: Colour;
  /** px drawn and left out in turn; none: one line. */
  readonly dashes: readonly number[];
  /** px, where it does not follow the traffic. */
  readonly width?: number;
  /** Higher lies over lower: 0 is quiet, and fades in a large mesh. */
  readonly layer: 0 | 1 | 2;
}

/** How lines are drawn; the legend reads the same table. */
export const edgeLooks: Readonly<Record<EdgeLook, LineLook>> = {
  healthy: { name: "healthy", colour: "edge", dashes: [], layer: 0 },
  degraded: { name: "degraded", colour: "warn", dashes: [8, 4], width: 2.4, layer: 1 },
  failing: { name: "failing", colour: "bad", dashes: [], width: 4, layer: 2 },
  tcp: { name: "TCP", colour: "unknown", dashes: [1.5, 3.5], width: 1.5, layer: 0 },
  unknown: { name: "too little to judge", colour: "unknown", dashes: [1.5, 7], width: 1.5, layer: 0 },
  new: { name: "new since then", colour: "info", dashes: [], width: 3, layer: 1 },
  gone: { name: "gone since then", colour: "muted", dashes: [3, 5], width: 2.2, layer: 1 },
  slower: { name: "slower than then", colour: "warn", dashes: [14, 4], width: 3.4, layer: 1 },
  failsMore: { name: "fails more than then", colour: "bad", dashes: [], width: 4, layer: 2 },
};

/** How an edge differs from the moment the picture is compared with, else how it fares. */
export function lookOf(edge: Pick<TopologyEdge, "health" | "protocol">): EdgeLook {
  const { health, protocol } = edge;
  const compared = changeOf(edge);
  if (compared !== undefined) return compared.change;
  if (health.status !== "unknown") return health.status;
  return protocol === "tcp" ? "tcp" : "unknown";
}

/** px at zoom 1; of healthy lines by their traffic, on a log scale. */
export function widthOf(look: EdgeLook, perSecond: number): number {
  return edgeLooks[look].width ?? Math.min(3, 0.8 + 0.72 * Math.log10(1 + perSecond));
}

export type Plaintext = "all" | "part";

/** How much of an edge is known to go without mTLS; undefined: none, or nobody knows. */
export function plaintextOf({ flags }: Pick<TopologyEdge, "flags">): Plaintext | undefined {
  if (flags.includes("plaintext")) return "all";
  return flags.includes("partlyPlaintext") ? "part" : undefined;
}

/** The same of several edges drawn as one line. */
export function plaintextOfAll(edges: readonly Pick<TopologyEdge, "flags">[]): Plaintext | undefined {
  const parts = edges.map(plaintextOf);
  if (parts.every((part) => part === undefined)) return undefined;
  return parts.every((part) => part === "all") ? "all" : "part";
}
