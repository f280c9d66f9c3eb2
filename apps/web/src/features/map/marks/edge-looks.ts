import type { TopologyEdge } from "@fyr/contract";
import type { Colour } from "../palette.ts";

export type EdgeLook = "healthy" | "degraded" | "failing" | "tcp" | "unknown";

export interface LineLook {
  /** In the legend. */
  readonly name: string;
  readonly colour: Colour;
  /** px drawn and left out in turn; none: one line. */
  readonly dashes: readonly number[];
  /** px, where it does not follow the traffic. */
  readonly width?: number;
}

/** How lines are drawn; the legend reads the same table. */
export const edgeLooks: Readonly<Record<EdgeLook, LineLook>> = {
  healthy: { name: "healthy", colour: "edge", dashes: [] },
  degraded: { name: "degraded", colour: "warn", dashes: [8, 4], width: 2.4 },
  failing: { name: "failing", colour: "bad", dashes: [], width: 4 },
  tcp: { name: "TCP", colour: "unknown", dashes: [1.5, 3.5], width: 1.5 },
  unknown: { name: "too little to judge", colour: "unknown", dashes: [1.5, 7], width: 1.5 },
};

export function lookOf({ health, protocol }: Pick<TopologyEdge, "health" | "protocol">): EdgeLook {
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
