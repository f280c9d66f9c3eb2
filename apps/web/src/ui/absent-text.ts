import type { TopologyEdge, TopologyNode } from "@fyr/contract";

/** Why an edge has no such number: four kinds of nothing are never one. */
export function whyAbsent({ protocol, requestsPerSecond }: TopologyEdge): string {
  if (protocol === "tcp") return "TCP, not measurable";
  return requestsPerSecond === 0 ? "No requests in this window" : "Not measured";
}

/** The same for one direction of a node. */
export function whyNodeLacks(traffic: TopologyNode["inbound"], flags: TopologyNode["flags"]): string {
  if (flags.includes("noTraffic")) return "No traffic in this window";
  if (traffic.requestsPerSecond === 0) return "No requests in this window";
  return traffic.requestsPerSecond === undefined && traffic.bytesPerSecond !== undefined
    ? "TCP, not measurable"
    : "Not measured";
}
