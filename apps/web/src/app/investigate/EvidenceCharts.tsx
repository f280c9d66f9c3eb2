import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { failedConnectionsOf } from "@fyr/topology";
import { EdgeTraffic } from "../../features/inspector/EdgeTraffic.tsx";
import { NodeTraffic } from "../../features/inspector/NodeTraffic.tsx";
import { BytesOverTime } from "../../features/inspector/OverTime.tsx";
import { Responses } from "../../features/inspector/Responses.tsx";
import { responsesOfNode } from "../../features/inspector/responses-of-node.ts";
import { FailedConnections } from "../../features/inspector/TcpTraffic.tsx";

/** The charts of the inspector, and the answers by code and flag. */
export function EvidenceCharts({ subject, topology }: { subject: TopologyEdge | TopologyNode; topology: Topology }) {
  if ("inbound" in subject) return <NodeEvidence node={subject} topology={topology} />;
  if (subject.protocol === "tcp") {
    return (
      <>
        <FailedConnections key={`connections ${subject.id}`} edge={subject} topology={topology} />
        <BytesOverTime key={subject.id} subject={{ edge: subject.id }} />
      </>
    );
  }
  return (
    <>
      <EdgeTraffic key={subject.id} edge={subject} topology={topology} rateTitle="Rate" />
      <Responses responses={subject.responses} />
    </>
  );
}

/** Its connections where some of them are what is wrong with it. */
function NodeEvidence({ node, topology }: { node: TopologyNode; topology: Topology }) {
  const { tcp = [], requests = [] } = Object.groupBy(topology.edges, ({ protocol }) =>
    protocol === "tcp" ? "tcp" : "requests",
  );
  return (
    <>
      <NodeTraffic key={node.id} node={node} topology={topology} />
      <Responses responses={responsesOfNode(node, requests)} />
      {failedConnectionsOf(node) && <Responses title="Connections" responses={responsesOfNode(node, tcp)} />}
    </>
  );
}
