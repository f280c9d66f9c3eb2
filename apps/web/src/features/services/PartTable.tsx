import type { NodeId, TopologyNode } from "@fyr/contract";
import { useState } from "react";
import { whyNodeLacks } from "../../ui/absent-text.ts";
import { bareRate, share, success } from "../../ui/format.ts";
import { HealthCell } from "../../ui/HealthCell.tsx";
import { basisWords } from "../../ui/health-words.ts";
import { NumberCell, PercentileCell } from "../../ui/NumberCell.tsx";
import { nodeInWords } from "../../ui/node-name.ts";
import { successTone } from "../../ui/number-tone.ts";
import { Section } from "../../ui/Panel.tsx";
import { meanings } from "../../ui/provenance.ts";
import { type Column, healthRank, numberColumn, type Order } from "../../ui/row-order.ts";
import { SortableTable } from "../../ui/SortableTable.tsx";
import type { Part } from "./behind.ts";
import { NodeLink } from "./NodeLink.tsx";

const columns: readonly Column<Part>[] = [
  { key: "health", name: "Health", by: ({ node }) => healthRank(node.health), first: "descending" },
  { key: "name", name: "Workload", by: ({ node }) => nodeInWords(node), first: "ascending" },
  numberColumn("share", "Traffic", "Its part of the requests, as seen", ({ share: part }) => part),
  numberColumn(
    "rate",
    "req/s",
    `${meanings.rate}, through every service`,
    ({ node }) => node.inbound.requestsPerSecond,
  ),
  numberColumn("success", "Success", meanings.success, ({ node }) => node.inbound.errorRatio),
  numberColumn("p50", "p50", meanings.p50, ({ node }) => node.inbound.latencyMs?.p50),
  numberColumn("p95", "p95", meanings.p95, ({ node }) => node.inbound.latencyMs?.p95),
  numberColumn("p99", "p99", meanings.p99, ({ node }) => node.inbound.latencyMs?.p99),
  { key: "pods", name: "Pods ready", about: "As Kubernetes has them now", numeric: true },
];

/** The versions that answer, with their parts of the traffic. `of`: whose page this is. */
export function PartTable({ parts, of, windowSeconds }: { parts: readonly Part[]; of: NodeId; windowSeconds: number }) {
  const [order, setOrder] = useState<Order>({ key: "name", direction: "ascending" });
  if (parts.length === 0 || (parts.length === 1 && parts[0]?.node.id === of)) return null;
  return (
    <Section title="Versions">
      <SortableTable
        caption="Versions"
        rows={parts}
        columns={columns}
        cells={(part) => cellsOf(part, windowSeconds)}
        idOf={({ node }) => node.id}
        selectedId={of}
        order={order}
        onOrder={setOrder}
      />
    </Section>
  );
}

function cellsOf({ node, share: part }: Part, windowSeconds: number): readonly React.ReactNode[] {
  const { inbound, health, pods } = node;
  const why = whyNodeLacks(inbound, node.flags);
  const timed = { of: inbound, health, windowSeconds, why };
  return [
    <HealthCell key="health" status={health.status} basis={basisWords(node, windowSeconds)} />,
    <NodeLink key="name" node={node} />,
    <NumberCell key="share" of={part} format={share} why="No requests in this window" />,
    <NumberCell key="rate" of={inbound.requestsPerSecond} format={bareRate} why={why} />,
    <NumberCell key="success" of={successOf(node)} format={success} why={why} tone={successTone(health)} />,
    <PercentileCell key="p50" name="p50" {...timed} />,
    <PercentileCell key="p95" name="p95" {...timed} />,
    <PercentileCell key="p99" name="p99" {...timed} />,
    pods === undefined ? "–" : `${pods.ready} of ${pods.total}`,
  ];
}

function successOf({ inbound: { errorRatio } }: TopologyNode): number | undefined {
  return errorRatio === undefined ? undefined : 1 - errorRatio;
}
