import type { RouteRef, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { details } from "../../api/queries.ts";
import { byteRate, duration, type Quantity, rate, share, windowName } from "../../ui/format.ts";
import { causeInWords } from "../../ui/health-text.ts";
import { nodeName, protocolWords, reporterInWords } from "../../ui/node-name.ts";
import { Panel, Section } from "../../ui/Panel.tsx";
import { useView } from "../../view/use-view.ts";
import { toneOfHealth, toneOfSuccess } from "./health-tone.ts";
import { LatencySpread } from "./LatencySpread.tsx";
import { NodeTitle } from "./NodeTitle.tsx";
import { type NamedNumber, Numbers } from "./Numbers.tsx";
import { OverTime } from "./OverTime.tsx";
import { Reasons } from "./Reasons.tsx";
import { Responses } from "./Responses.tsx";
import { Subject } from "./Subject.tsx";

export interface EdgeInspectorProps {
  readonly edge: TopologyEdge;
  readonly topology: Topology;
  /** The section on a route that steers this edge. */
  readonly renderRoute: (route: RouteRef) => React.ReactNode;
  readonly onClose: () => void;
}

/** Everything known of the traffic between two nodes. */
export function EdgeInspector({ edge, topology, renderRoute, onClose }: EdgeInspectorProps) {
  const [{ at }] = useView();
  const source = topology.nodes.find(({ id }) => id === edge.source);
  const target = topology.nodes.find(({ id }) => id === edge.target);
  const more = useQuery(
    details({ edge: edge.id, windowSeconds: topology.windowSeconds, ...(at !== undefined && { at }) }),
  );
  const known = more.data?.type === "edge" ? more.data : undefined;
  return (
    <Panel label="Selected edge">
      <Subject
        status={edge.health.status}
        about={`${protocolWords[edge.protocol]} · ${reporterInWords(edge.reporter)} · ${windowName(topology.windowSeconds)}`}
        title={
          <>
            {source ? nodeName(source).name : "unknown"} → {target ? <NodeTitle node={target} /> : "unknown"}
          </>
        }
        place={`${placeOf(source)} to ${placeOf(target)}`}
        onClose={onClose}
      />
      {edge.protocol === "tcp" ? <TcpNumbers edge={edge} /> : <HttpOverTime edge={edge} />}
      <Section>
        <Numbers numbers={sideNumbers(edge, known?.betweenProxiesMs, topology.windowSeconds)} />
      </Section>
      <Reasons causes={edge.health.causes.map(causeInWords)} />
      <Responses edge={edge} />
      {known && <LatencySpread buckets={known.latencyBuckets} />}
      {edge.routeRefs.map((route) => (
        <Fragment key={`${route.namespace}/${route.name}`}>{renderRoute(route)}</Fragment>
      ))}
    </Panel>
  );
}

function HttpOverTime({ edge }: { edge: TopologyEdge }) {
  const { errorRatio, requestsPerSecond, latencyMs } = edge;
  return (
    <OverTime
      subject={{ edge: edge.id }}
      now={{
        errorRatio,
        requestsPerSecond,
        latencyMs,
        tone: toneOfHealth(edge.health.status),
        successTone: toneOfSuccess(edge.health),
      }}
    />
  );
}

function TcpNumbers({ edge }: { edge: TopologyEdge }) {
  return (
    <Section title="TCP" aside="success and latency are not measurable">
      <Numbers
        numbers={[
          {
            name: "To target",
            quantity: edge.bytesPerSecond && byteRate(edge.bytesPerSecond.toTarget),
            about: "Bytes a second",
          },
          {
            name: "To source",
            quantity: edge.bytesPerSecond && byteRate(edge.bytesPerSecond.toSource),
            about: "Bytes a second",
          },
        ]}
      />
    </Section>
  );
}

function sideNumbers(
  edge: TopologyEdge,
  betweenProxiesMs: number | undefined,
  windowSeconds: number,
): readonly NamedNumber[] {
  const over = `mean over ${windowName(windowSeconds)}, ${reporterInWords(edge.reporter)}`;
  const isTcp = edge.protocol === "tcp";
  const perSecond = isTcp ? edge.connectionsPerSecond : edge.requestsPerSecond;
  return [
    {
      name: isTcp ? "Connections" : "Rate",
      quantity: perSecond === undefined ? undefined : { ...rate(perSecond), unit: isTcp ? "opened/s" : "req/s" },
      about: over,
    },
    {
      name: "mTLS",
      quantity: edge.mtlsRatio === undefined ? undefined : share(edge.mtlsRatio),
      about: "Share of the traffic under mutual TLS; only the callee's side knows",
    },
    ...(isTcp
      ? []
      : [
          {
            name: "Between proxies",
            quantity: signed(betweenProxiesMs),
            about: "Mean at the caller less mean at the callee: network and proxies. Needs both to report",
          },
        ]),
  ];
}

function signed(ms: number | undefined): Quantity | undefined {
  if (ms === undefined) return undefined;
  const size = duration(Math.abs(ms));
  return { value: ms < 0 ? `−${size.value}` : size.value, unit: `${size.unit} mean` };
}

function placeOf(node: TopologyNode | undefined): string {
  if (node === undefined) return "unknown";
  return node.namespace === undefined ? node.name : `${node.namespace} / ${node.name}`;
}
