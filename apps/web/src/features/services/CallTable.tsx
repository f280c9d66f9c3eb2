import type { NodeId, Topology, TopologyEdge } from "@fyr/contract";
import { failedShareOf } from "@fyr/topology";
import { useState } from "react";
import { edgeNumberCells } from "../../ui/edge-number-cells.tsx";
import { HealthCell } from "../../ui/HealthCell.tsx";
import { basisWords } from "../../ui/health-words.ts";
import { nodeInWords } from "../../ui/node-name.ts";
import { Section } from "../../ui/Panel.tsx";
import { meanings } from "../../ui/provenance.ts";
import { type Column, healthRank, numberColumn, type Order } from "../../ui/row-order.ts";
import { SortableTable } from "../../ui/SortableTable.tsx";
import { NodeLink } from "./NodeLink.tsx";

type Mesh = Pick<Topology, "nodes" | "edges" | "windowSeconds">;

/** Who calls a node, or whom it calls, worst first; each name leads to the page of the other end. */
export function CallTable(props: { title: string; none: string; of: NodeId; other: "source" | "target"; mesh: Mesh }) {
  const { title, none, of, other, mesh } = props;
  const [order, setOrder] = useState<Order>({ key: "health", direction: "descending" });
  const own = mesh.edges.filter((edge) => edge[other === "source" ? "target" : "source"] === of);
  const nodes = new Map(mesh.nodes.map((node) => [node.id, node]));
  const nameOf = (edge: TopologyEdge) => {
    const node = nodes.get(edge[other]);
    return node === undefined ? "unknown" : nodeInWords(node);
  };
  if (own.length === 0) {
    return (
      <Section title={title}>
        <p>{none}</p>
      </Section>
    );
  }
  const cells = (edge: TopologyEdge) => {
    const node = nodes.get(edge[other]);
    const name = node === undefined || node.kind === "unknown" ? nameOf(edge) : <NodeLink key="name" node={node} />;
    return [
      <HealthCell key="health" status={edge.health.status} basis={basisWords(edge, mesh.windowSeconds)} />,
      name,
      node?.namespace ?? "–",
      ...edgeNumberCells(edge, mesh.windowSeconds),
    ];
  };
  return (
    <Section title={title} aside={String(own.length)}>
      <SortableTable
        caption={title}
        rows={own}
        columns={columnsOf(nameOf, (edge) => nodes.get(edge[other])?.namespace)}
        cells={cells}
        idOf={({ id }) => id}
        order={order}
        onOrder={setOrder}
      />
    </Section>
  );
}

function columnsOf(
  nameOf: (edge: TopologyEdge) => string,
  namespaceOf: (edge: TopologyEdge) => string | undefined,
): readonly Column<TopologyEdge>[] {
  return [
    { key: "health", name: "Health", by: ({ health }) => healthRank(health), first: "descending" },
    { key: "name", name: "Name", by: nameOf, first: "ascending" },
    { key: "namespace", name: "Namespace", by: namespaceOf, first: "ascending" },
    { key: "protocol", name: "Protocol", by: ({ protocol }) => protocol, first: "ascending" },
    numberColumn("rate", "req/s", meanings.rate, ({ requestsPerSecond }) => requestsPerSecond),
    numberColumn("errors", "Errors", meanings.errors, failedShareOf),
    numberColumn("p50", "p50", meanings.p50, ({ latencyMs }) => latencyMs?.p50),
    numberColumn("p95", "p95", meanings.p95, ({ latencyMs }) => latencyMs?.p95),
    numberColumn("p99", "p99", meanings.p99, ({ latencyMs }) => latencyMs?.p99),
    numberColumn("mtls", "mTLS", meanings.mtls, ({ mtlsRatio }) => mtlsRatio),
  ];
}
