import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { EdgeTraffic } from "../../features/inspector/EdgeTraffic.tsx";
import { NodeTraffic } from "../../features/inspector/NodeTraffic.tsx";
import { BytesOverTime } from "../../features/inspector/OverTime.tsx";
import { Responses } from "../../features/inspector/Responses.tsx";
import { responsesOfNode } from "../../features/inspector/responses-of-node.ts";

/** The charts of the inspector, and the answers by code and flag. */
export function EvidenceCharts({ subject, topology }: { subject: TopologyEdge | TopologyNode; topology: Topology }) {
  if ("inbound" in subject) {
    return (
      <>
        <NodeTraffic key={subject.id} node={subject} topology={topology} />
        <Responses
          responses={responsesOfNode(
            subject,
            topology.edges.filter(({ protocol }) => protocol !== "tcp"),
          )}
        />
      </>
    );
  }
  if (subject.protocol === "tcp") return <BytesOverTime key={subject.id} subject={{ edge: subject.id }} />;
  return (
    <>
      <EdgeTraffic key={subject.id} edge={subject} topology={topology} rateTitle="Rate" />
      <Responses responses={subject.responses} />
    </>
  );
}
