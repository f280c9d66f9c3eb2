import type { Series, SeriesQuery, TopologyEdge } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { series as seriesOf } from "../../api/queries.ts";
import { classNames } from "../../ui/class-names.ts";
import { duration, inWords, type Quantity, rate, success } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useView } from "../../view/use-view.ts";
import { chartPoints, earlier, type Points, successOf } from "./chart-data.ts";
import css from "./OverTime.module.css";
import { type ChartTone, TimeChart } from "./TimeChart.tsx";

export interface NowNumbers {
  readonly errorRatio?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly latencyMs?: TopologyEdge["latencyMs"] | undefined;
  /** Of the whole. */
  readonly tone: ChartTone;
  /** Of the success rate alone. */
  readonly successTone: ChartTone;
}

/** Success, percentiles and rate now and over the last half hour. `subject`: what the series are asked for. */
export function OverTime({
  subject,
  now,
}: {
  subject: Pick<SeriesQuery, "edge" | "node" | "namespace" | "cluster">;
  now: NowNumbers;
}) {
  const [{ at }, change] = useView();
  const query = useQuery(seriesOf({ ...subject, ...(at !== undefined && { to: at }) }));
  const pick = (ms: number) => change({ at: new Date(ms).toISOString() });
  return (
    <>
      <SuccessOverTime now={now} series={query.data} onPick={pick} />
      {query.isError && <ProblemNotice error={query.error} onRetry={query.refetch} />}
      {now.latencyMs && <PercentilesOverTime now={now} latencyMs={now.latencyMs} series={query.data} onPick={pick} />}
      {subject.edge === undefined && <RateOverTime series={query.data} onPick={pick} />}
    </>
  );
}

interface Drawn {
  readonly now: NowNumbers;
  readonly series: Series | undefined;
  readonly onPick: (at: number) => void;
}

function SuccessOverTime({ now, series, onPick }: Drawn) {
  const values = series?.errorRatio && successOf(series.errorRatio);
  const before = values && earlier(values);
  const low = Math.min(0.95, ...(values?.filter((value) => value !== null) ?? []));
  return (
    <Section title="Success rate" aside="last 30 min">
      <div className={css.success}>
        <div>
          <p className={classNames(css.headline, css[now.successTone])}>
            <Measure
              quantity={now.errorRatio === undefined ? undefined : success(1 - now.errorRatio)}
              why="No requests to judge"
            />
          </p>
          {before !== undefined && now.errorRatio !== undefined && Math.abs(1 - now.errorRatio - before) > 0.002 && (
            <p className={css.before}>was {inWords(success(before))} before</p>
          )}
        </div>
        <Chart
          name="Success rate"
          values={values}
          series={series}
          format={success}
          tone={now.successTone === "plain" ? "ok" : now.successTone}
          height={72}
          axes
          domain={[Math.floor(low * 20) / 20, 1]}
          goal={0.99}
          onPick={onPick}
        />
      </div>
    </Section>
  );
}

function PercentilesOverTime({
  now,
  latencyMs,
  series,
  onPick,
}: Drawn & { latencyMs: NonNullable<TopologyEdge["latencyMs"]> }) {
  const columns = [
    { name: "p50", ms: latencyMs.p50, usual: latencyMs.usual?.p50, values: series?.p50Ms },
    { name: "p95", ms: latencyMs.p95, usual: latencyMs.usual?.p95, values: series?.p95Ms },
    { name: "p99", ms: latencyMs.p99, usual: latencyMs.usual?.p99, values: series?.p99Ms },
  ];
  return (
    <Section>
      <div className={css.percentiles}>
        {columns.map(({ name, ms, usual, values }) => (
          <div key={name}>
            <h3 className={css.name}>{name}</h3>
            <p className={classNames(css.percentile, css[toneOf(ms, usual, now.tone)])}>
              <Measure quantity={duration(ms)} />
            </p>
            <p className={css.usual}>{usual === undefined ? "\u00a0" : `usual ${inWords(duration(usual))}`}</p>
            <Chart
              name={name}
              values={values}
              series={series}
              format={duration}
              tone={toneOf(ms, usual, now.tone)}
              height={34}
              onPick={onPick}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}

function RateOverTime({ series, onPick }: Omit<Drawn, "now">) {
  return (
    <Section title="Rate" aside="req/s, last 30 min">
      <Chart
        name="Rate"
        values={series?.requestsPerSecond}
        series={series}
        format={rate}
        tone="plain"
        height={56}
        axes
        onPick={onPick}
      />
    </Section>
  );
}

function Chart(props: {
  name: string;
  values: Points | undefined;
  series: Series | undefined;
  format: (value: number) => Quantity;
  tone: ChartTone;
  height: number;
  axes?: boolean;
  domain?: readonly [number, number];
  goal?: number;
  onPick: (at: number) => void;
}) {
  const { values, series, ...drawing } = props;
  if (series === undefined) return <Skeleton height={`${props.height}px`} />;
  if (values === undefined) return <p className={css.absent}>Not measured</p>;
  return (
    <TimeChart
      {...drawing}
      points={chartPoints(series, values)}
      span={[Date.parse(series.from), Date.parse(series.to)]}
    />
  );
}

/** Several times its usual is worth a colour, but only where the edge itself is not well. */
function toneOf(ms: number, usual: number | undefined, tone: ChartTone): ChartTone {
  if (tone === "plain" || tone === "ok" || usual === undefined || usual <= 0) return "plain";
  if (ms / usual >= 5) return "bad";
  return ms / usual >= 1.5 ? "warn" : "plain";
}
