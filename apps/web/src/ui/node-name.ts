import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInShort } from "@fyr/topology";

export { nodeInShort, nodeInWords, nodeName } from "@fyr/topology";

/** "checkout → payment v2" */
export function edgeInWords(source: TopologyNode | undefined, target: TopologyNode | undefined): string {
  const nameOf = (node: TopologyNode | undefined) => (node === undefined ? "unknown" : nodeInShort(node));
  return `${nameOf(source)} → ${nameOf(target)}`;
}

/** Who measured it, in words a reader can judge the number by. */
export function reporterInWords(reporter: TopologyEdge["reporter"]): string {
  switch (reporter) {
    case "source":
      return "seen by the caller";
    case "waypoint":
      return "seen by the waypoint";
    case "destination":
      return "seen by the callee only";
  }
}

export const protocolWords = { http: "HTTP", grpc: "gRPC", tcp: "TCP" } as const;
