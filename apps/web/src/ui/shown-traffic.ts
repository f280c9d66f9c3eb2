import type { NodeTraffic, TopologyNode } from "@fyr/contract";

/** The traffic a node is known by: what it receives; what it sends where nobody is seen calling it, as with a gateway. */
export function shownTraffic({ inbound, outbound }: Pick<TopologyNode, "inbound" | "outbound">): {
  readonly traffic: NodeTraffic;
  readonly isSent: boolean;
} {
  const isSent = Object.keys(inbound).length === 0 && Object.keys(outbound).length > 0;
  return { traffic: isSent ? outbound : inbound, isSent };
}
