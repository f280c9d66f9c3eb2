import type { Topology } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { sparklines } from "../../api/queries.ts";
import { clock } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { windowName } from "../../ui/format.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { SortableTable } from "../../ui/SortableTable.tsx";
import { shownTraffic } from "../../ui/shown-traffic.ts";
import { useKeys } from "../../ui/use-keys.ts";
import { stepInRows } from "../../ui/walk-rows.ts";
import { useView } from "../../view/use-view.ts";
import { partsOf } from "./behind.ts";
import { type ListedRow, listCells, listColumns } from "./list-columns.tsx";
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
  const { picture, error, onRetry } = usePicture(topology, kind);
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
        {picture && <Count picture={picture} kind={kind} />}
      </header>
      {picture && <Rows picture={picture} kind={kind} topology={topology} renderFilter={renderFilter} />}
      {picture === undefined && error === null && <PanelSkeleton label={`Loading ${kindNames[kind].many}`} />}
      {picture === undefined && error !== null && (
        <div className={css.state}>
          <ProblemNotice error={error} onRetry={onRetry} />
        </div>
      )}
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
  const behind = partsOf(topology);
  useKeys({
    j: () => void (table.current && stepInRows(table.current, 1)),
    k: () => void (table.current && stepInRows(table.current, -1)),
  });
  const { many } = kindNames[kind];
  const caption = captionOf(picture);
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
      </div>
      <div className={css.table} ref={table}>
        {found.length === 0 ? (
          <EmptyState title={all.length === 0 ? `There are no ${many} here` : `None of the ${many} matches`} />
        ) : (
          <SortableTable
            caption={`${many}. ${caption}`}
            rows={found.map((node): ListedRow => {
              const { traffic, isSent } = shownTraffic(node);
              return {
                node,
                versions: kind === "workload" ? (node.version ?? "") : versionsInWords(behind(node)),
                sparks: sparkValues(lines.byId?.get(node.id), isSent, traffic),
              };
            })}
            columns={listColumns}
            cells={(row) => listCells(row, picture.windowSeconds)}
            idOf={({ node }) => node.id}
            order={order}
            onOrder={(next) => change({ order: next })}
          />
        )}
      </div>
    </>
  );
}

function useSparklines(grain: ListKind) {
  const [{ at, windowSeconds }] = useView();
  const { data, error } = useQuery(sparklines({ grain, windowSeconds, ...(at !== undefined && { to: at }) }));
  return {
    byId: data && sparklinesById(data),
    /** Why there are no lines. The numbers do not depend on them. */
    fault: error === null || data !== undefined ? "" : `No lines: ${problemText(error).detail}`,
  };
}

function captionOf({ at, windowSeconds }: Topology): string {
  return `Mean over ${windowName(windowSeconds)} up to ${clock(at)}, percentiles over the same; lines over 30 min.`;
}
