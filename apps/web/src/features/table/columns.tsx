import type { TopologyNode } from "@fyr/contract";
import { failedShareOf } from "@fyr/topology";
import { whyNodeLacks } from "../../ui/absent-text.ts";
import { edgeNumberCells } from "../../ui/edge-number-cells.tsx";
import { duration, share, success } from "../../ui/format.ts";
import { HealthCell } from "../../ui/HealthCell.tsx";
import { basisWords } from "../../ui/health-words.ts";
import { NumberCell, RateCell } from "../../ui/NumberCell.tsx";
import { nodeInWords } from "../../ui/node-name.ts";
import { meanings } from "../../ui/provenance.ts";
import { type Column, healthRank, numberColumn } from "../../ui/row-order.ts";
import type { EdgeRow } from "./rows.ts";

export const edgeColumns: readonly Column<EdgeRow>[] = [
  {
    key: "health",
    name: "Health",
    by: ({ edge }) => healthRank(edge.health),
    first: "descending",
    width: "7rem",
  },
  { key: "source", name: "From", by: ({ source }) => source, first: "ascending" },
  { key: "target", name: "To", by: ({ target }) => target, first: "ascending" },
  { key: "protocol", name: "Protocol", by: ({ edge }) => edge.protocol, first: "ascending", width: "5.5rem" },
  numberColumn("rate", "req/s", meanings.rate, ({ edge }) => edge.requestsPerSecond),
  numberColumn("errors", "Errors", meanings.errors, ({ edge }) => failedShareOf(edge)),
  numberColumn("p50", "p50", meanings.p50, ({ edge }) => edge.latencyMs?.p50),
  numberColumn("p95", "p95", meanings.p95, ({ edge }) => edge.latencyMs?.p95),
  numberColumn("p99", "p99", meanings.p99, ({ edge }) => edge.latencyMs?.p99),
  numberColumn("mtls", "mTLS", meanings.mtls, ({ edge }) => edge.mtlsRatio),
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
  return [
    <HealthCell key="health" status={edge.health.status} basis={basisWords(edge, windowSeconds)} />,
    <Name key="source" name={source} namespace={sourceNamespace} />,
    <Name key="target" name={target} namespace={targetNamespace} />,
    ...edgeNumberCells(edge, windowSeconds),
    reporters[edge.reporter],
  ];
}

export const nodeColumns: readonly Column<TopologyNode>[] = [
  { key: "health", name: "Health", by: ({ health }) => healthRank(health), first: "descending", width: "7rem" },
  { key: "name", name: "Name", by: nodeInWords, first: "ascending" },
  { key: "namespace", name: "Namespace", by: ({ namespace }) => namespace, first: "ascending" },
  numberColumn("in", "In req/s", meanings.rate, ({ inbound }) => inbound.requestsPerSecond),
  numberColumn("success", "Success", meanings.success, ({ inbound }) => inbound.errorRatio),
  numberColumn("p99", "In p99", meanings.p99, ({ inbound }) => inbound.latencyMs?.p99),
  numberColumn("out", "Out req/s", meanings.rate, ({ outbound }) => outbound.requestsPerSecond),
  numberColumn("outErrors", "Out errors", meanings.errors, ({ outbound }) => outbound.errorRatio),
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
  const notIn = whyNodeLacks(inbound, node.flags);
  const notOut = whyNodeLacks(outbound, node.flags);
  return [
    <HealthCell key="health" status={node.health.status} basis={basisWords(node, windowSeconds)} />,
    <strong key="name">{nodeInWords(node)}</strong>,
    node.namespace ?? "–",
    <RateCell key="in" requests={inbound.requestsPerSecond} bytes={inbound.bytesPerSecond} why={notIn} />,
    <NumberCell key="success" of={inbound.errorRatio} format={(ratio) => success(1 - ratio)} why={notIn} />,
    <NumberCell key="p99" of={inbound.latencyMs?.p99} format={duration} why={notIn} />,
    <RateCell key="out" requests={outbound.requestsPerSecond} bytes={outbound.bytesPerSecond} why={notOut} />,
    <NumberCell key="outErrors" of={outbound.errorRatio} format={share} why={notOut} />,
    pods === undefined ? "–" : `${pods.ready} of ${pods.total}`,
  ];
}

function Name({ name, namespace }: { name: string; namespace: string }) {
  return (
    <>
      <strong>{name}</strong> {namespace !== "" && <small>{namespace}</small>}
    </>
  );
}
