import type { Topology } from "@fyr/contract";
import { useState } from "react";
import { windowName } from "../../ui/format.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import type { Selection } from "../../view/view-state.ts";
import { edgeCells, edgeColumns, nodeCells, nodeColumns } from "./columns.tsx";
import { countInWords, edgeRows } from "./rows.ts";
import { SortableTable } from "./SortableTable.tsx";
import css from "./TableView.module.css";

export interface TableViewProps {
  readonly topology: Topology;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}

/** Everything on the map as two tables, with the same selection. */
export function TableView({ topology, selection, onSelect }: TableViewProps) {
  const [shown, setShown] = useState<"edges" | "workloads">(selection?.type === "node" ? "workloads" : "edges");
  const caption = `Mean over the last ${windowName(topology.windowSeconds)} up to ${new Date(topology.at).toLocaleTimeString("en-GB")}; percentiles over the same window. "Seen by" says whose proxy counted.`;
  return (
    <section className={css.view} aria-label="Table of the map">
      <div className={css.head}>
        <Segmented
          label="Rows"
          value={shown}
          choices={[
            { value: "edges", name: `Edges ${topology.edges.length}` },
            { value: "workloads", name: `Workloads ${countInWords(topology)}` },
          ]}
          onChoose={setShown}
        />
        <p className={css.caption}>{caption}</p>
      </div>
      {shown === "edges" ? (
        <SortableTable
          key="edges"
          caption={`Edges. ${caption}`}
          rows={edgeRows(topology)}
          columns={edgeColumns}
          cells={(row) => edgeCells(row, topology.windowSeconds)}
          idOf={({ edge }) => edge.id}
          selectedId={selection?.type === "edge" ? selection.id : undefined}
          onSelect={(id) => onSelect({ type: "edge", id })}
        />
      ) : (
        <SortableTable
          key="workloads"
          caption={`Workloads and others. ${caption}`}
          rows={topology.nodes}
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
