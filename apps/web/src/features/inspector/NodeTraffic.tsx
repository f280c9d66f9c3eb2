import type { Topology, TopologyNode } from "@fyr/contract";
import { failedConnectionsOf } from "@fyr/topology";
import { successTone } from "../../ui/number-tone.ts";
import { shownTraffic } from "../../ui/shown-traffic.ts";
import { FailedOverTime, OverTime } from "./OverTime.tsx";
import { TcpNode } from "./TcpTraffic.tsx";
import { beganAt } from "./worst-first.ts";

/** Connections to it where they are what is wrong; what it receives; what it sends where nobody is seen calling it, as with a gateway; bytes where there is only TCP. */
export function NodeTraffic({ node, topology }: { node: TopologyNode; topology: Topology }) {
  const failed = failedConnectionsOf(node);
  return (
    <>
      {failed && <FailedOverTime of={node} ratio={failed.value} topology={topology} />}
      <Received node={node} topology={topology} />
    </>
  );
}

function Received({ node, topology }: { node: TopologyNode; topology: Topology }) {
  const { health } = node;
  const { traffic, isSent } = shownTraffic(node);
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
      rateTitle={isSent ? "Rate of what it sends" : "Rate"}
    />
  );
}
