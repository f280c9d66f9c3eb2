import type { Topology, TopologyNode } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { sparklines } from "../../api/queries.ts";
import { clock } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { windowName } from "../../ui/format.ts";
import { Lacks } from "../../ui/Lacks.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { SortableTable } from "../../ui/SortableTable.tsx";
import { shownTraffic } from "../../ui/shown-traffic.ts";
import { useKeys } from "../../ui/use-keys.ts";
import { stepInRows } from "../../ui/walk-rows.ts";
import { useView } from "../../view/use-view.ts";
import { partsOf } from "./behind.ts";
import { type ListFacts, listCells, listColumns } from "./list-columns.tsx";
import { countInWords, kindNames, versionsInWords } from "./list-words.ts";
import { foundAmong, type ListKind, rowsOf } from "./rows.ts";
import css from "./ServiceList.module.css";
import { sparklinesById, sparkValues } from "./spark-values.ts";
import { useListAddress } from "./use-list-address.ts";
import { usePicture } from "./use-picture.ts";

export interface ServiceListProps {
  /** The moment on screen, by workload. */
  readonly topology: Topology;
  /** The field for an expression. `outcome`: what it comes to. */
  readonly renderFilter: (picture: Topology, outcome: string) => React.ReactNode;
}

/** Everything that is called, worst first: the numbers of the map in rows. */
export function ServiceList({ topology, renderFilter }: ServiceListProps) {
  const [{ kind }, change] = useListAddress();
  const picture = usePicture(topology, kind);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>Services</h1>
        <Segmented
          label="Rows"
          value={kind}
          choices={[
            { value: "workload", name: "Workloads" },
            { value: "service", name: "Services" },
            { value: "app", name: "Apps" },
          ]}
          onChoose={(next) => change({ kind: next })}
        />
        <Count picture={picture} kind={kind} />
      </header>
      <Rows picture={picture} kind={kind} topology={topology} renderFilter={renderFilter} />
    </div>
  );
}

function Count({ picture, kind }: { picture: Topology; kind: ListKind }) {
  return <p className={css.count}>{countInWords(rowsOf(picture, kind), kind)}</p>;
}

function Rows(props: ServiceListProps & { picture: Topology; kind: ListKind }) {
  const { picture, kind, topology, renderFilter } = props;
  const [{ order }, change] = useListAddress();
  const [{ find }] = useView();
  const table = useRef<HTMLDivElement>(null);
  const all = rowsOf(picture, kind);
  const found = foundAmong(all, picture, find);
  const lines = useSparklines(kind);
  useKeys({
    j: () => void (table.current && stepInRows(table.current, 1)),
    k: () => void (table.current && stepInRows(table.current, -1)),
  });
  const { many } = kindNames[kind];
  const caption = captionOf(picture);
  const facts: ListFacts = {
    versionsOf: versionsWriter(kind, topology),
    sparksOf: lines.of,
    windowSeconds: picture.windowSeconds,
  };
  return (
    <>
      <div className={css.filter}>
        {renderFilter(
          picture,
          found.length === all.length ? "all of them" : `${found.length} of ${all.length} ${many}`,
        )}
        <p className={css.caption}>
          {caption} {lines.fault}
        </p>
        <Lacks of={picture} />
      </div>
      <div className={css.table} ref={table}>
        {found.length === 0 ? (
          <EmptyState title={all.length === 0 ? `There are no ${many} here` : `None of the ${many} matches`}>
            {all.length > 0 && "Widen the expression, or take it away with the × beside it."}
          </EmptyState>
        ) : (
          <SortableTable
            caption={`${many}. ${caption}`}
            rows={found}
            columns={listColumns(facts)}
            cells={(node) => listCells(node, facts)}
            idOf={({ id }) => id}
            order={order}
            onOrder={(next) => change({ order: next })}
          />
        )}
      </div>
    </>
  );
}

/** A workload has a version; what is made of workloads has theirs. */
function versionsWriter(kind: ListKind, topology: Topology): ListFacts["versionsOf"] {
  if (kind === "workload") return ({ version = "" }) => version;
  const behind = partsOf(topology);
  return (node) => versionsInWords(behind(node));
}

function useSparklines(grain: ListKind) {
  const [{ at, windowSeconds }] = useView();
  const { data, error } = useQuery(sparklines({ grain, windowSeconds, ...(at !== undefined && { to: at }) }));
  const byId = data && sparklinesById(data);
  return {
    of: (node: TopologyNode) => {
      const { traffic, isSent } = shownTraffic(node);
      return sparkValues(byId?.get(node.id), isSent, traffic);
    },
    /** Why there are no lines. The numbers do not depend on them. */
    fault: error === null || data !== undefined ? "" : `No lines: ${problemText(error).detail}`,
  };
}

function captionOf({ at, windowSeconds }: Topology): string {
  return `Mean over ${windowName(windowSeconds)} up to ${clock(at)}, percentiles over the same; lines over 30 min.`;
}
