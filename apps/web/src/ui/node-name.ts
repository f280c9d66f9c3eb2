import type { TopologyEdge, TopologyNode } from "@fyr/contract";

export interface NodeName {
  readonly name: string;
  readonly version?: string;
}

/** What a node is called on screen: its app with the version as a chip, else its own name. */
export function nodeName(node: TopologyNode): NodeName {
  const { app, version, name } = node;
  if (version === undefined) return { name };
  const plain = app !== undefined && (name === app || name === `${app}-${version}`) ? app : name;
  return { name: plain, version };
}

/** "payment v2" */
export function nodeInWords(node: TopologyNode): string {
  const { name, version } = nodeName(node);
  return version === undefined ? name : `${name} ${version}`;
}

/** "payment v2", but "checkout" for a workload that is the only one of its app: a version only where it tells one from another. */
export function nodeInShort(node: TopologyNode): string {
  const { app, name } = node;
  return app === name ? name : nodeInWords(node);
}

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
