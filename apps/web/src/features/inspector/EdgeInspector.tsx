import type { RouteRef, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { Fragment } from "react";
import { windowName } from "../../ui/format.ts";
import { causeInWords } from "../../ui/health-text.ts";
import { nodeInShort, protocolWords, reporterInWords } from "../../ui/node-name.ts";
import { Panel, Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { EdgeTraffic } from "./EdgeTraffic.tsx";
import { requestNumbers } from "./edge-numbers.ts";
import { stealInWords } from "./Hosts.tsx";
import { Identities } from "./Identities.tsx";
import { LatencySpread } from "./LatencySpread.tsx";
import { NodeTitle } from "./NodeTitle.tsx";
import { Numbers } from "./Numbers.tsx";
import { HeldNote, Parts } from "./Parts.tsx";
import { Reasons } from "./Reasons.tsx";
import { Responses } from "./Responses.tsx";
import { basisOf, Subject } from "./Subject.tsx";
import { TcpEdge } from "./TcpTraffic.tsx";
import { useDetails } from "./use-details.ts";

export interface EdgeInspectorProps {
  readonly edge: TopologyEdge;
  readonly topology: Topology;
  /** The section on a route that steers this edge. */
  readonly renderRoute: (route: RouteRef) => React.ReactNode;
  readonly onClose: () => void;
}

/** Everything known of the traffic between two nodes. */
export function EdgeInspector({ edge, topology, renderRoute, onClose }: EdgeInspectorProps) {
  const source = topology.nodes.find(({ id }) => id === edge.source);
  const target = topology.nodes.find(({ id }) => id === edge.target);
  const steering = edge.routeRefs.map((route) => (
    <Fragment key={`${route.namespace}/${route.name}`}>{renderRoute(route)}</Fragment>
  ));
  return (
    <Panel label="Selected edge">
      <Subject
        status={edge.health.status}
        {...basisOf(edge, topology.windowSeconds)}
        about={aboutEdge(edge, topology)}
        title={
          <>
            {source ? nodeInShort(source) : "unknown"} → {target ? <NodeTitle node={target} /> : "unknown"}
          </>
        }
        place={`${placeOf(source)} to ${placeOf(target)}`}
        onClose={onClose}
      />
      <HeldNote of={edge.id} picture={topology} />
      {edge.protocol === "tcp" ? (
        <>
          <TcpEdge edge={edge} topology={topology} />
          {steering}
        </>
      ) : (
        <RequestsOnEdge edge={edge} target={target} topology={topology} steering={steering} />
      )}
    </Panel>
  );
}

/** "HTTP · seen by the caller · 1 min" */
function aboutEdge({ protocol, reporter }: TopologyEdge, { windowSeconds }: Topology): string {
  return [protocolWords[protocol], reporterInWords(reporter), windowName(windowSeconds)].join(" · ");
}

/** The numbers, then what can be done about them without scrolling, then what lies behind them. */
function RequestsOnEdge(props: {
  edge: TopologyEdge;
  target: TopologyNode | undefined;
  topology: Topology;
  steering: React.ReactNode;
}) {
  const { edge, target, topology, steering } = props;
  const { windowSeconds } = topology;
  const more = useDetails({ edge: edge.id }, topology);
  const known = more.data?.type === "edge" ? more.data : undefined;
  const isSlow = edge.health.causes.some(({ code }) => code === "slow");
  const behind = useDetails({ node: edge.target }, topology, isSlow);
  const hosts = isSlow && behind.data?.type === "node" ? behind.data.hosts : [];
  return (
    <>
      <EdgeTraffic edge={edge} topology={topology} />
      <Section>
        <Numbers numbers={requestNumbers({ edge, known, windowSeconds })} />
      </Section>
      {steering}
      <Parts of={edge.id} picture={topology} />
      {edge.protocol !== "tcp" && <Responses responses={edge.responses} />}
      <Reasons
        causes={edge.health.causes.map((cause) => causeInWords(cause, edge.latencyMs?.usual))}
        alarms={stealInWords(hosts, target && nodeInShort(target))}
      />
      {more.isError && <ProblemNotice error={more.error} onRetry={more.refetch} />}
      {known && <LatencySpread buckets={known.latencyBuckets} />}
      {known?.principals && <Identities {...known.principals} />}
    </>
  );
}

function placeOf(node: TopologyNode | undefined): string {
  if (node === undefined) return "unknown";
  return node.namespace === undefined ? node.name : `${node.namespace} / ${node.name}`;
}
