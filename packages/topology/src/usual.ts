import type { Latency, NodeTraffic, Topology, TopologyEdge } from "@fyr/contract";
import { known } from "./optional.ts";
import type { Usual, UsualPicture } from "./picture.ts";

/** The numbers of a baseline picture, to hand to the next build. Grain and scope must be those of that build. */
export function usualOf({ nodes, edges }: Topology): UsualPicture {
  return {
    edges: new Map(edges.map((edge) => [edge.id, { ...usualOfTraffic(edge), ...usualOfConnections(edge) }])),
    nodes: new Map(
      nodes.map(({ id, inbound, outbound }) => [
        id,
        { inbound: usualOfTraffic(inbound), outbound: usualOfTraffic(outbound) },
      ]),
    ),
  };
}

function usualOfTraffic(traffic: TopologyEdge | NodeTraffic): Usual {
  return {
    ...known("requestsPerSecond", traffic.requestsPerSecond),
    ...known("errorRatio", traffic.errorRatio),
    ...known("clientErrorRatio", traffic.clientErrorRatio),
    ...known("latencyMs", traffic.latencyMs, withoutUsual),
    ...known("bytesPerSecond", bytesOf(traffic)),
  };
}

function usualOfConnections({ connectionsPerSecond, failedConnectionRatio }: TopologyEdge): Usual {
  return {
    ...known("connectionsPerSecond", connectionsPerSecond),
    ...known("failedConnectionRatio", failedConnectionRatio),
  };
}

/** Both ways, per second. */
export function bytesOf({ bytesPerSecond: bytes }: TopologyEdge | NodeTraffic): number | undefined {
  return typeof bytes === "object" ? bytes.toTarget + bytes.toSource : bytes;
}

function withoutUsual({ usual: _, ...latency }: Latency): Latency {
  return latency;
}
