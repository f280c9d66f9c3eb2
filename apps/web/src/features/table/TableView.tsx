import type { Topology } from "@fyr/contract";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { exactClock } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { windowName } from "../../ui/format.ts";
import { inOrder, type Order } from "../../ui/row-order.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { SortableTable } from "../../ui/SortableTable.tsx";
import type { Selection } from "../../view/view-state.ts";
import { edgeCells, edgeColumns, nodeCells, nodeColumns } from "./columns.tsx";
import { countInWords, edgeRows } from "./rows.ts";
import css from "./TableView.module.css";

export interface TableViewProps {
  readonly topology: Topology;
  /** Ids of the nodes and edges that have a row; undefined: all. */
  readonly listed: ReadonlySet<string> | undefined;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  /** A file is wanted of these rows, in this order. */
  readonly onExport: (shown: "edges" | "workloads", ids: readonly string[]) => void;
}

const rowWords = {
  workload: "Workloads",
  app: "Apps",
  versionedApp: "Versions",
  service: "Services",
  namespace: "Namespaces",
} as const satisfies Record<Topology["grain"], string>;

const worstFirst: Order = { key: "health", direction: "descending" };

/** Everything on the map as two tables, with the same selection. */
export function TableView({ topology, listed, selection, onSelect, onExport }: TableViewProps) {
  const [shown, setShown] = useState<"edges" | "workloads">(selection?.type === "node" ? "workloads" : "edges");
  const [orders, setOrders] = useState({ edges: worstFirst, workloads: worstFirst });
  const ordered = { order: orders[shown], onOrder: (order: Order) => setOrders({ ...orders, [shown]: order }) };
  const caption = `Mean over the last ${windowName(topology.windowSeconds)} up to ${exactClock(topology.at)}; percentiles over the same window. "Seen by" says whose proxy counted.`;
  const isListed = ({ id }: { readonly id: string }) => listed?.has(id) ?? true;
  const edges = edgeRows(topology).filter(({ edge }) => isListed(edge));
  const nodes = topology.nodes.filter(isListed);
  const rows = shown === "edges" ? edges : nodes;
  const edgeIds = () => inOrder(edges, edgeColumns, orders.edges).map(({ edge }) => edge.id);
  const nodeIds = () => inOrder(nodes, nodeColumns, orders.workloads).map(({ id }) => id);
  return (
    <section className={css.view} aria-label="Table of the map">
      <div className={css.head}>
        <Segmented
          label="Rows"
          value={shown}
          choices={[
            { value: "edges", name: `Edges ${listed ? `${edges.length} of ` : ""}${topology.edges.length}` },
            {
              value: "workloads",
              name: `${rowWords[topology.grain]} ${listed ? `${nodes.length} of ` : ""}${countInWords(topology)}`,
            },
          ]}
          onChoose={setShown}
        />
        <p className={css.caption}>{caption}</p>
        <Button
          className={css.export}
          disabled={rows.length === 0}
          title={rows.length === 0 ? "There is no row to export" : "These rows in this order, for spreadsheets"}
          onClick={() => onExport(shown, shown === "edges" ? edgeIds() : nodeIds())}
        >
          CSV
        </Button>
      </div>
      {rows.length === 0 && <EmptyState title={`None of the ${shown} matches`} />}
      {shown === "edges" ? (
        <SortableTable
          key="edges"
          {...ordered}
          caption={`Edges. ${caption}`}
          rows={edges}
          columns={edgeColumns}
          cells={(row) => edgeCells(row, topology.windowSeconds)}
          idOf={({ edge }) => edge.id}
          selectedId={selection?.type === "edge" ? selection.id : undefined}
          onSelect={(id) => onSelect({ type: "edge", id })}
        />
      ) : (
        <SortableTable
          key="workloads"
          {...ordered}
          caption={`Workloads and others. ${caption}`}
          rows={nodes}
          columns={nodeColumns}
          cells={(node) => nodeCells(node, topology.windowSeconds)}
          idOf={({ id }) => id}
          selectedId={selection?.type === "node" ? selection.id : undefined}
          onSelect={(id) => onSelect({ type: "node", id })}
        />
      )}
    </section>
  );
}
