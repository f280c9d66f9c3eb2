import type { NodeFlag, TopologyNode } from "@fyr/contract";

export type BadgeKind = "plaintext" | "fault" | "split" | "circuitBreaker" | "l4Only";

/** A sign of 16 px, drawn around its middle on the map and in the legend alike. */
export interface Badge {
  /** In the legend. */
  readonly name: string;
  /** What it says of the node that wears it. */
  readonly words: string;
  /** SVG path data: what is stroked, and what is filled. */
  readonly lines: string;
  readonly spots?: string;
  /** Set apart in the colour of warnings. */
  readonly warns: boolean;
}

/** In the order they stand on a node, from the right. */
export const badges: Readonly<Record<BadgeKind, Badge>> = {
  plaintext: {
    name: "plaintext",
    words: "plaintext callers: they reach it without mTLS",
    lines: "M-3 -0.6h6v4.4h-6z M-1.5 -0.6v-1a2.1 2.1 0 0 1 4 -0.9",
    warns: true,
  },
  fault: {
    name: "fault injection",
    words: "fault injection: a route delays or fails its requests on purpose",
    lines: "M0 -4v5",
    spots: "M-0.9 3.4a0.9 0.9 0 1 0 1.8 0a0.9 0.9 0 1 0 -1.8 0z",
    warns: false,
  },
  split: {
    name: "traffic split",
    words: "traffic split: a route shares out the traffic of its host",
    lines: "M-4 0h2.5l4.1 -2.8 M-1.5 0l4.1 2.8",
    spots: "M1.8 -3a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0z M1.8 3a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0z",
    warns: false,
  },
  circuitBreaker: {
    name: "circuit breaker",
    words: "circuit breaker on its host",
    lines: "M1.4 -4.6L-2.8 0.7h2.6l-1.2 3.9L2.8 -0.7h-2.6z",
    warns: false,
  },
  l4Only: {
    name: "ztunnel only (L4)",
    words: "L4 only: a ztunnel sees bytes and connections here, no requests",
    lines: "M-4.4 -2.9v5.8h2.9 M3 2.9v-5.8l-3 3.9h4.2",
    warns: false,
  },
};

const badgeKinds = Object.keys(badges) as readonly BadgeKind[];

export function badgesOf(node: TopologyNode): BadgeKind[] {
  const worn = new Set(node.flags.map(badgeOf));
  return badgeKinds.filter((kind) => worn.has(kind));
}

/** Undefined for what is drawn otherwise: as a border, as a ring, or by leaving it pale. */
function badgeOf(flag: NodeFlag): BadgeKind | undefined {
  switch (flag) {
    case "plaintext":
      return "plaintext";
    case "faultInjection":
      return "fault";
    case "trafficSplit":
      return "split";
    case "circuitBreaker":
      return "circuitBreaker";
    case "l4Only":
      return "l4Only";
    case "noSidecar":
    case "noTraffic":
    case "outsideScope":
      return undefined;
  }
}
