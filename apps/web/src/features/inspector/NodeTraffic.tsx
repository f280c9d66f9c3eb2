import type { Topology, TopologyNode } from "@fyr/contract";
import { successTone } from "../../ui/number-tone.ts";
import { OverTime } from "./OverTime.tsx";
import { TcpNode } from "./TcpTraffic.tsx";
import { beganAt } from "./worst-first.ts";

/** What it receives; what it sends where nobody is seen calling it, as with a gateway; bytes where there is only TCP. */
export function NodeTraffic({ node, topology }: { node: TopologyNode; topology: Topology }) {
  const { inbound, outbound, health } = node;
  const isSender = Object.keys(inbound).length === 0;
  const traffic = isSender ? outbound : inbound;
  if (traffic.requestsPerSecond === undefined)
    return traffic.bytesPerSecond === undefined ? null : <TcpNode node={node} />;
  return (
    <OverTime
      subject={{ node: node.id }}
      now={{
        ...traffic,
        health,
        successTone: successTone(health),
        measured: { windowSeconds: topology.windowSeconds },
        at: topology.at,
        latencyAt: topology.latencyAt,
      }}
      began={beganAt(node.id, topology)}
      rateTitle={isSender ? "Rate of what it sends" : "Rate"}
    />
  );
}
