import type { Response, TopologyEdge, TopologyNode } from "@fyr/contract";
import { responseName } from "../../ui/health-text.ts";
import { shownTraffic } from "../../ui/shown-traffic.ts";

/** How what it receives was answered, by all its callers together; what it sends where nobody is seen calling it. */
export function responsesOfNode(
  node: Pick<TopologyNode, "id" | "inbound" | "outbound">,
  edges: readonly TopologyEdge[],
): readonly Response[] {
  const end = shownTraffic(node).isSent ? "source" : "target";
  const sums = new Map<string, Response>();
  for (const response of edges.flatMap((edge) => (edge[end] === node.id ? edge.responses : []))) {
    const name = responseName(response);
    const perSecond = (sums.get(name)?.perSecond ?? 0) + response.perSecond;
    sums.set(name, { ...response, perSecond });
  }
  return [...sums.values()].sort((a, b) => b.perSecond - a.perSecond);
}
