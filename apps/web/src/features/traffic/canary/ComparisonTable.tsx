import type { ComparedDestination, NodeId } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { series } from "../../../api/queries.ts";
import { classNames } from "../../../ui/class-names.ts";
import { loadLater } from "../../../ui/load-later.tsx";
import { Measure } from "../../../ui/Measure.tsx";
import css from "./CanaryComparison.module.css";
import { type ComparisonRow, comparisonRows } from "./comparison-rows.ts";
import { sparkPoints } from "./spark-points.ts";

const Sparkline = loadLater(async () => (await import("./Sparkline.tsx")).Sparkline);

interface ComparisonTableProps {
  readonly stable: ComparedDestination;
  readonly canary: ComparedDestination;
  readonly nodes: Readonly<Record<"stable" | "canary", readonly NodeId[]>>;
  readonly names: Readonly<Record<"stable" | "canary", string>>;
  /** How long it is that was counted since. */
  readonly seconds: number;
}

/** The numbers of both, each over what it was in the hour before. */
export function ComparisonTable({ stable, canary, nodes, names, seconds }: ComparisonTableProps) {
  const ofStable = useQuery({ ...series(subjectOf(nodes.stable)), enabled: nodes.stable.length === 1 });
  const ofCanary = useQuery({ ...series(subjectOf(nodes.canary)), enabled: nodes.canary.length === 1 });
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Measure</span>
          </th>
          <th scope="col">{names.stable} stable</th>
          <th scope="col">{names.canary} canary</th>
          <th scope="col">difference</th>
          <th scope="col" className={css.chart}>
            last 30 min
          </th>
        </tr>
      </thead>
      <tbody>
        {comparisonRows(stable, canary, seconds).map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <Side numbers={row.stable} />
            <Side numbers={row.canary} tone={row.tone} />
            <td className={classNames(css[`${row.tone}Cell`], css.change)}>{row.change ?? "–"}</td>
            <td className={css.chart}>
              <Suspense fallback={null}>
                {(ofStable.data ?? ofCanary.data) && (
                  <Sparkline
                    points={sparkPoints(ofStable.data, ofCanary.data, row.field)}
                    {...(row.field === "errorRatio" && { leastRange: 0.01 })}
                  />
                )}
              </Suspense>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ numbers, tone = "plain" }: { numbers: ComparisonRow["stable"]; tone?: ComparisonRow["tone"] }) {
  return (
    <td className={css[`${tone}Cell`]}>
      <Measure quantity={numbers.since} />
      <span className={css.before}>
        {numbers.before === undefined ? (
          "no traffic before"
        ) : (
          <>
            before <Measure quantity={numbers.before} />
          </>
        )}
      </span>
    </td>
  );
}

function subjectOf([node]: readonly NodeId[]): { node?: NodeId } {
  return node === undefined ? {} : { node };
}
