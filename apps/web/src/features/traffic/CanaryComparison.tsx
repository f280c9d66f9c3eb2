import type { NodeId, RouteDestination, RouteRule } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { series } from "../../api/queries.ts";
import { windowName } from "../../ui/format.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { Measure } from "../../ui/Measure.tsx";
import css from "./CanaryComparison.module.css";
import { canaryVerdict } from "./canary-verdict.ts";
import { comparisonRows } from "./comparison-rows.ts";
import { labelDestinations } from "./destination-label.ts";
import { Notice } from "./Notice.tsx";
import { sparkPoints } from "./spark-points.ts";
import { isMeasured } from "./split-drift.ts";
import { stableAndCanary } from "./stable-and-canary.ts";
import { verdictText } from "./verdict-text.ts";

const Sparkline = loadLater(async () => (await import("./Sparkline.tsx")).Sparkline);

/** How the new version does beside the old one, now and over the last half hour. */
export function CanaryComparison({ rule, windowSeconds }: { rule: RouteRule; windowSeconds: number }) {
  const pair = stableAndCanary(rule.destinations);
  const stable = pair && rule.destinations[pair.stable];
  const canary = pair && rule.destinations[pair.canary];
  if (stable === undefined || canary === undefined) return null;
  const labels = labelDestinations(rule.destinations);
  const names = { stable: labels[pair?.stable ?? 0]?.short ?? "", canary: labels[pair?.canary ?? 0]?.short ?? "" };
  const verdict = isMeasured(rule) ? canaryVerdict(stable, canary, windowSeconds) : ({ kind: "not-measured" } as const);
  const { tone, title, detail } = verdictText(verdict, names);
  return (
    <section className={css.section} aria-label="Canary against stable">
      <div className={css.head}>
        <h2 className={css.title}>Canary against stable</h2>
        <span className={css.aside}>live, last {windowName(windowSeconds)}, seen by the callers</span>
        <span className={css.legend} aria-hidden="true">
          <span className={css.stableKey} /> {names.stable} <span className={css.canaryKey} /> {names.canary}
        </span>
      </div>
      <Notice tone={tone} title={title}>
        <p>{detail}</p>
      </Notice>
      {isMeasured(rule) && <ComparisonTable stable={stable} canary={canary} names={names} />}
      {rule.destinations.length > 2 && (
        <p className={css.aside}>
          {rule.destinations.length - 2} more in the list: the newest is compared with the stable one.
        </p>
      )}
    </section>
  );
}

function ComparisonTable(props: {
  stable: RouteDestination;
  canary: RouteDestination;
  names: { stable: string; canary: string };
}) {
  const { stable, canary, names } = props;
  const before = useQuery({ ...series(seriesOf(stable)), enabled: stable.nodes.length === 1 });
  const after = useQuery({ ...series(seriesOf(canary)), enabled: canary.nodes.length === 1 });
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Measure</span>
          </th>
          <th scope="col">{names.stable} stable</th>
          <th scope="col">{names.canary} canary</th>
          <th scope="col">change</th>
          <th scope="col" className={css.chart}>
            last 30 min
          </th>
        </tr>
      </thead>
      <tbody>
        {comparisonRows(stable, canary).map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td>
              <Measure quantity={row.stable} />
            </td>
            <td className={css[`${row.tone}Cell`]}>
              <Measure quantity={row.canary} />
            </td>
            <td className={css[`${row.tone}Cell`]}>{row.change ?? "–"}</td>
            <td className={css.chart}>
              <Suspense fallback={null}>
                {(before.data ?? after.data) && (
                  <Sparkline
                    points={sparkPoints(before.data, after.data, row.field)}
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

function seriesOf({ nodes }: RouteDestination): { node?: NodeId } {
  const [node] = nodes;
  return node === undefined ? {} : { node };
}
