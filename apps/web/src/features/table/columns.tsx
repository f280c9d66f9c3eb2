import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { whyAbsent, whyNodeLacks } from "../../ui/absent-text.ts";
import { bareRate, duration, type Quantity, share, success } from "../../ui/format.ts";
import { healthWords } from "../../ui/health-text.ts";
import { basisWords } from "../../ui/health-words.ts";
import { Measure } from "../../ui/Measure.tsx";
import { nodeInWords, protocolWords } from "../../ui/node-name.ts";
import { type NumberTone, percentileTone, successTone } from "../../ui/number-tone.ts";
import { meanings } from "../../ui/provenance.ts";
import { fewInWords, type Percentile, requestsBehind } from "../../ui/requests-behind.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { type Column, type EdgeRow, statusRank } from "./rows.ts";
import css from "./TableView.module.css";

export const edgeColumns: readonly Column<EdgeRow>[] = [
  { key: "health", name: "Health", by: ({ edge }) => statusRank[edge.health.status], first: "descending" },
  { key: "source", name: "From", by: ({ source }) => source, first: "ascending" },
  { key: "target", name: "To", by: ({ target }) => target, first: "ascending" },
  { key: "protocol", name: "Protocol", by: ({ edge }) => edge.protocol, first: "ascending" },
  number("rate", "req/s", meanings.rate, ({ edge }) => edge.requestsPerSecond),
  number("errors", "Errors", meanings.errors, ({ edge }) => edge.errorRatio),
  number("p50", "p50", meanings.p50, ({ edge }) => edge.latencyMs?.p50),
  number("p95", "p95", meanings.p95, ({ edge }) => edge.latencyMs?.p95),
  number("p99", "p99", meanings.p99, ({ edge }) => edge.latencyMs?.p99),
  number("mtls", "mTLS", meanings.mtls, ({ edge }) => edge.mtlsRatio),
  {
    key: "reporter",
    name: "Seen by",
    about: "Whose proxy counted",
    by: ({ edge }) => edge.reporter,
    first: "ascending",
  },
];

const reporters = { source: "caller", waypoint: "waypoint", destination: "callee" } as const;

export function edgeCells(row: EdgeRow, windowSeconds: number): readonly React.ReactNode[] {
  const { edge, source, target, sourceNamespace, targetNamespace } = row;
  const why = whyAbsent(edge);
  return [
    <Health key="health" status={edge.health.status} basis={basisWords(edge, windowSeconds)} />,
    <Name key="source" name={source} namespace={sourceNamespace} />,
    <Name key="target" name={target} namespace={targetNamespace} />,
    protocolWords[edge.protocol],
    <Value key="rate" of={edge.requestsPerSecond} format={bareRate} why={why} />,
    <Value key="errors" of={edge.errorRatio} format={share} why={why} tone={successTone(edge.health)} />,
    <Latency key="p50" name="p50" edge={edge} windowSeconds={windowSeconds} />,
    <Latency key="p95" name="p95" edge={edge} windowSeconds={windowSeconds} />,
    <Latency key="p99" name="p99" edge={edge} windowSeconds={windowSeconds} />,
    <Value key="mtls" of={edge.mtlsRatio} format={share} why="Not measured: only the callee's proxy knows" />,
    reporters[edge.reporter],
  ];
}

export const nodeColumns: readonly Column<TopologyNode>[] = [
  { key: "health", name: "Health", by: ({ health }) => statusRank[health.status], first: "descending" },
  { key: "name", name: "Workload", by: nodeInWords, first: "ascending" },
  { key: "namespace", name: "Namespace", by: ({ namespace }) => namespace, first: "ascending" },
  number("in", "In req/s", meanings.rate, ({ inbound }) => inbound.requestsPerSecond),
  number("success", "Success", meanings.success, ({ inbound }) => inbound.errorRatio),
  number("p99", "In p99", meanings.p99, ({ inbound }) => inbound.latencyMs?.p99),
  number("out", "Out req/s", meanings.rate, ({ outbound }) => outbound.requestsPerSecond),
  number("outErrors", "Out errors", meanings.errors, ({ outbound }) => outbound.errorRatio),
  {
    key: "pods",
    name: "Pods ready",
    about: "As Kubernetes has them now",
    by: ({ pods }) => pods && pods.ready - pods.total,
    first: "ascending",
    numeric: true,
  },
];

export function nodeCells(node: TopologyNode, windowSeconds: number): readonly React.ReactNode[] {
  const { inbound, outbound, pods } = node;
  const notIn = whyNodeLacks(inbound);
  const notOut = whyNodeLacks(outbound);
  return [
    <Health key="health" status={node.health.status} basis={basisWords(node, windowSeconds)} />,
    <strong key="name">{nodeInWords(node)}</strong>,
    node.namespace ?? "–",
    <Value key="in" of={inbound.requestsPerSecond} format={bareRate} why={notIn} />,
    <Value key="success" of={inbound.errorRatio} format={(ratio) => success(1 - ratio)} why={notIn} />,
    <Value key="p99" of={inbound.latencyMs?.p99} format={duration} why={notIn} />,
    <Value key="out" of={outbound.requestsPerSecond} format={bareRate} why={notOut} />,
    <Value key="outErrors" of={outbound.errorRatio} format={share} why={notOut} />,
    pods === undefined ? "–" : `${pods.ready} of ${pods.total}`,
  ];
}

/** A column that starts from its highest number. */
function number<Row>(key: string, name: string, about: string, by: Column<Row>["by"]): Column<Row> {
  return { key, name, about, by, first: "descending", numeric: true };
}

/** `basis`: what the verdict stands on; aloud where there is no verdict. */
function Health({ status, basis }: { status: TopologyNode["health"]["status"]; basis: string }) {
  return (
    <span title={`${healthWords[status]}: ${basis}`}>
      <StatusIcon status={status} size={12} label="" /> {healthWords[status]}
      {status === "unknown" && <span className="visually-hidden">: {basis}</span>}
    </span>
  );
}

function Name({ name, namespace }: { name: string; namespace: string }) {
  return (
    <>
      <strong>{name}</strong> {namespace !== "" && <small>{namespace}</small>}
    </>
  );
}

function Value(props: {
  of: number | undefined;
  format: (value: number) => Quantity;
  why: string;
  tone?: NumberTone;
  about?: string;
}) {
  const { of, format, why, tone = "plain", about } = props;
  return (
    <span className={css[tone]} title={about}>
      <Measure quantity={of === undefined ? undefined : format(of)} why={why} />
    </span>
  );
}

/** A percentile toned as everywhere, with how many requests it stands on where they are few. */
function Latency({ name, edge, windowSeconds }: { name: Percentile; edge: TopologyEdge; windowSeconds: number }) {
  const { latencyMs, health } = edge;
  const ms = latencyMs?.[name];
  const requests = requestsBehind(edge.requestsPerSecond, windowSeconds);
  const tone =
    ms === undefined ? "plain" : percentileTone(name, ms, { usual: latencyMs?.usual?.[name], health, requests });
  return (
    <Value
      of={ms}
      format={duration}
      why={whyAbsent(edge)}
      tone={tone}
      {...(tone === "few" && requests !== undefined && { about: `Of ${fewInWords(requests, windowSeconds)}` })}
    />
  );
}
