import type { TopologyNode } from "@fyr/contract";
import { duration, type Quantity, rate, share, success } from "../../ui/format.ts";
import { healthWords } from "../../ui/health-text.ts";
import { Measure } from "../../ui/Measure.tsx";
import { nodeInWords, protocolWords } from "../../ui/node-name.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { type Column, type EdgeRow, statusRank } from "./rows.ts";

export const edgeColumns: readonly Column<EdgeRow>[] = [
  { key: "health", name: "Health", by: ({ edge }) => statusRank[edge.health.status], first: "descending" },
  { key: "source", name: "From", by: ({ source }) => source, first: "ascending" },
  { key: "target", name: "To", by: ({ target }) => target, first: "ascending" },
  { key: "protocol", name: "Protocol", by: ({ edge }) => edge.protocol, first: "ascending" },
  { key: "rate", name: "req/s", by: ({ edge }) => edge.requestsPerSecond, first: "descending", numeric: true },
  { key: "errors", name: "Errors", by: ({ edge }) => edge.errorRatio, first: "descending", numeric: true },
  { key: "p50", name: "p50", by: ({ edge }) => edge.latencyMs?.p50, first: "descending", numeric: true },
  { key: "p95", name: "p95", by: ({ edge }) => edge.latencyMs?.p95, first: "descending", numeric: true },
  { key: "p99", name: "p99", by: ({ edge }) => edge.latencyMs?.p99, first: "descending", numeric: true },
  { key: "mtls", name: "mTLS", by: ({ edge }) => edge.mtlsRatio, first: "descending", numeric: true },
  { key: "reporter", name: "Seen by", by: ({ edge }) => edge.reporter, first: "ascending" },
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
  return [
    <Health key="health" status={edge.health.status} />,
    <Name key="source" name={source} namespace={sourceNamespace} />,
    <Name key="target" name={target} namespace={targetNamespace} />,
    protocolWords[edge.protocol],
    <Value key="rate" of={edge.requestsPerSecond} format={bareRate} />,
    <Value key="errors" of={edge.errorRatio} format={share} />,
    <Value key="p50" of={latencyMs?.p50} format={duration} />,
    <Value key="p95" of={latencyMs?.p95} format={duration} />,
    <Value key="p99" of={latencyMs?.p99} format={duration} />,
    <Value key="mtls" of={edge.mtlsRatio} format={share} />,
    reporters[edge.reporter],
  ];
}

export const nodeColumns: readonly Column<TopologyNode>[] = [
  { key: "health", name: "Health", by: ({ health }) => statusRank[health.status], first: "descending" },
  { key: "name", name: "Workload", by: nodeInWords, first: "ascending" },
  { key: "namespace", name: "Namespace", by: ({ namespace }) => namespace, first: "ascending" },
  { key: "in", name: "In req/s", by: ({ inbound }) => inbound.requestsPerSecond, first: "descending", numeric: true },
  { key: "success", name: "Success", by: ({ inbound }) => inbound.errorRatio, first: "descending", numeric: true },
  { key: "p99", name: "In p99", by: ({ inbound }) => inbound.latencyMs?.p99, first: "descending", numeric: true },
  {
    key: "out",
    name: "Out req/s",
    by: ({ outbound }) => outbound.requestsPerSecond,
    first: "descending",
    numeric: true,
  },
  {
    key: "outErrors",
    name: "Out errors",
    by: ({ outbound }) => outbound.errorRatio,
    first: "descending",
    numeric: true,
  },
  {
    key: "pods",
    name: "Pods ready",
    by: ({ pods }) => pods && pods.ready - pods.total,
    first: "ascending",
    numeric: true,
  },
];

export function nodeCells(node: TopologyNode): readonly React.ReactNode[] {
  const { inbound, outbound, pods } = node;
  return [
    <Health key="health" status={node.health.status} />,
    <strong key="name">{nodeInWords(node)}</strong>,
    node.namespace ?? "–",
    <Value key="in" of={inbound.requestsPerSecond} format={bareRate} />,
    <Value key="success" of={inbound.errorRatio} format={(ratio) => success(1 - ratio)} />,
    <Value key="p99" of={inbound.latencyMs?.p99} format={duration} />,
    <Value key="out" of={outbound.requestsPerSecond} format={bareRate} />,
    <Value key="outErrors" of={outbound.errorRatio} format={share} />,
    pods === undefined ? "–" : `${pods.ready} of ${pods.total}`,
  ];
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

function Value({ of, format }: { of: number | undefined; format: (value: number) => Quantity }) {
  return <Measure quantity={of === undefined ? undefined : format(of)} />;
}

function bareRate(perSecond: number): Quantity {
  return { ...rate(perSecond), unit: "" };
}
