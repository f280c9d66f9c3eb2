import type { TopologyNode } from "@fyr/contract";
import { whyAbsent, whyNodeLacks } from "../../ui/absent-text.ts";
import { bareRate, duration, type Quantity, share, success } from "../../ui/format.ts";
import { healthWords } from "../../ui/health-text.ts";
import { Measure } from "../../ui/Measure.tsx";
import { nodeInWords, protocolWords } from "../../ui/node-name.ts";
import { meanings } from "../../ui/provenance.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { type Column, type EdgeRow, statusRank } from "./rows.ts";

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

export function edgeCells({
  edge,
  source,
  target,
  sourceNamespace,
  targetNamespace,
}: EdgeRow): readonly React.ReactNode[] {
  const { latencyMs } = edge;
  const why = whyAbsent(edge);
  return [
    <Health key="health" status={edge.health.status} />,
    <Name key="source" name={source} namespace={sourceNamespace} />,
    <Name key="target" name={target} namespace={targetNamespace} />,
    protocolWords[edge.protocol],
    <Value key="rate" of={edge.requestsPerSecond} format={bareRate} why={why} />,
    <Value key="errors" of={edge.errorRatio} format={share} why={why} />,
    <Value key="p50" of={latencyMs?.p50} format={duration} why={why} />,
    <Value key="p95" of={latencyMs?.p95} format={duration} why={why} />,
    <Value key="p99" of={latencyMs?.p99} format={duration} why={why} />,
    <Value key="mtls" of={edge.mtlsRatio} format={share} why="Not measured: only the callee's side knows" />,
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

export function nodeCells(node: TopologyNode): readonly React.ReactNode[] {
  const { inbound, outbound, pods } = node;
  const notIn = whyNodeLacks(inbound);
  const notOut = whyNodeLacks(outbound);
  return [
    <Health key="health" status={node.health.status} />,
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

function Health({ status }: { status: TopologyNode["health"]["status"] }) {
  return (
    <>
      <StatusIcon status={status} size={12} label="" /> {healthWords[status]}
    </>
  );
}

function Name({ name, namespace }: { name: string; namespace: string }) {
  return (
    <>
      <strong>{name}</strong> {namespace !== "" && <small>{namespace}</small>}
    </>
  );
}

function Value({ of, format, why }: { of: number | undefined; format: (value: number) => Quantity; why: string }) {
  return <Measure quantity={of === undefined ? undefined : format(of)} why={why} />;
}
