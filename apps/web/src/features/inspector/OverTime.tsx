import type { Series, SeriesQuery, TopologyEdge } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { series as seriesOf } from "../../api/queries.ts";
import { classNames } from "../../ui/class-names.ts";
import { byteRate, duration, inWords, rate, success } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { type Measured, provenance } from "../../ui/provenance.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useView } from "../../view/use-view.ts";
import { chartPoints, meanBefore, type Points, spanInWords, successOf } from "./chart-data.ts";
import css from "./OverTime.module.css";
import { TimeChart } from "./TimeChart.tsx";
import type { ChartFrame, ChartLook, ChartTone } from "./time-chart-props.ts";

export interface NowNumbers {
  readonly errorRatio?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly latencyMs?: TopologyEdge["latencyMs"] | undefined;
  /** Of the whole. */
  readonly tone: ChartTone;
  /** Of the success rate alone. */
  readonly successTone: ChartTone;
  readonly measured: Measured;
}

/** The success rate to measure by: a dotted line, no verdict. */
const goal = 0.99;

type SeriesSubject = Pick<SeriesQuery, "edge" | "node" | "namespace" | "cluster">;

/**
 * Success, percentiles and rate now and over the last half hour. `subject`: what the series are asked for.
 * `began`: when its problem began, RFC 3339. `rateTitle`: what its rate counts; absent: the rate is told elsewhere.
 */
export function OverTime(props: {
  subject: SeriesSubject;
  now: NowNumbers;
  began: string | undefined;
  rateTitle?: string;
}) {
  const { now, rateTitle } = props;
  const history = useHistory(props.subject, props.began);
  return (
    <>
      <SuccessOverTime now={now} history={history} />
      {history.error !== null && <ProblemNotice error={history.error} onRetry={history.onRetry} />}
      {now.latencyMs && <PercentilesOverTime now={now} latencyMs={now.latencyMs} history={history} />}
      {rateTitle !== undefined && <RateOverTime title={rateTitle} history={history} />}
    </>
  );
}

/** What TCP has instead: bytes. */
export function BytesOverTime({ subject }: { subject: SeriesSubject }) {
  const history = useHistory(subject, undefined);
  const look = { format: byteRate, tone: "plain", height: 56, axes: true } as const;
  return (
    <Section title="Throughput" aside={["both ways", history.words].filter(Boolean).join(", ")}>
      {history.error !== null && <ProblemNotice error={history.error} onRetry={history.onRetry} />}
      <Chart name="Throughput" values={history.series?.bytesPerSecond} history={history} look={look} />
    </Section>
  );
}

interface History extends Pick<ChartFrame, "began" | "onPick"> {
  readonly series: Series | undefined;
  /** Why there is none. */
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** "last 30 min" */
  readonly words: string;
}

function useHistory(subject: SeriesSubject, began: string | undefined): History {
  const [{ at, windowSeconds }, change] = useView();
  const query = useQuery(seriesOf({ ...subject, windowSeconds, ...(at !== undefined && { to: at }) }));
  return {
    series: query.data,
    error: query.error,
    onRetry: () => void query.refetch(),
    words: spanInWords(query.data, at),
    began: began === undefined ? undefined : Date.parse(began),
    onPick: (ms) => change({ at: new Date(ms).toISOString() }),
  };
}

function SuccessOverTime({ now, history }: { now: NowNumbers; history: History }) {
  const { series, began } = history;
  const values = series?.errorRatio && successOf(series.errorRatio);
  const before = values && began !== undefined ? meanBefore(began / 1000, series.times, values) : undefined;
  const lowest = Math.min(1, ...(values?.filter((value) => value !== null) ?? []));
  // Green is for what kept the goal all the time; health alone says what is wrong.
  const look = {
    format: success,
    tone: now.successTone === "plain" && lowest >= goal ? "ok" : now.successTone,
    height: 72,
    axes: true,
    domain: [Math.floor(Math.min(0.95, lowest) * 20) / 20, 1],
    goal,
  } as const;
  return (
    <Section title="Success rate" aside={history.words}>
      <div className={css.success}>
        <div title={provenance("success", now.measured)}>
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
        <Chart name="Success rate" values={values} history={history} look={look} />
      </div>
    </Section>
  );
}

function PercentilesOverTime(props: {
  now: NowNumbers;
  latencyMs: NonNullable<TopologyEdge["latencyMs"]>;
  history: History;
}) {
  const { now, latencyMs, history } = props;
  const { series } = history;
  const columns = [
    { name: "p50", ms: latencyMs.p50, usual: latencyMs.usual?.p50, values: series?.p50Ms },
    { name: "p95", ms: latencyMs.p95, usual: latencyMs.usual?.p95, values: series?.p95Ms },
    { name: "p99", ms: latencyMs.p99, usual: latencyMs.usual?.p99, values: series?.p99Ms },
  ] as const;
  return (
    <Section>
      <div className={css.percentiles}>
        {columns.map(({ name, ms, usual, values }) => {
          const tone = toneOf(ms, usual, now.tone);
          return (
            <div key={name} title={provenance(name, now.measured)}>
              <h3 className={css.name}>{name}</h3>
              <p className={classNames(css.percentile, css[tone])}>
                <Measure quantity={duration(ms)} />
              </p>
              {latencyMs.usual && (
                <p className={css.usual}>{usual === undefined ? "\u00a0" : `usual ${inWords(duration(usual))}`}</p>
              )}
              <Chart name={name} values={values} history={history} look={{ format: duration, tone, height: 34 }} />
            </div>
          );
        })}
      </div>
    </Section>
  );
}

function RateOverTime({ title, history }: { title: string; history: History }) {
  const look = { format: rate, tone: "plain", height: 56, axes: true } as const;
  return (
    <Section title={title} aside={["req/s", history.words].filter(Boolean).join(", ")}>
      <Chart name={title} values={history.series?.requestsPerSecond} history={history} look={look} />
    </Section>
  );
}

function Chart(props: { name: string; values: Points | undefined; history: History; look: ChartLook }) {
  const { name, values, history, look } = props;
  const { series, error, began, onPick } = history;
  if (series === undefined) {
    return error === null ? <Skeleton height={`${look.height}px`} /> : <p className={css.absent}>No answer</p>;
  }
  if (values === undefined) return <p className={css.absent}>Not measured</p>;
  if (values.every((value) => value === null)) return <p className={css.absent}>Nothing measured in this time</p>;
  const span = [Date.parse(series.from), Date.parse(series.to)] as const;
  return <TimeChart name={name} points={chartPoints(series, values)} look={look} frame={{ span, began, onPick }} />;
}

/** Several times its usual is worth a colour, but only where the edge itself is not well. */
function toneOf(ms: number, usual: number | undefined, tone: ChartTone): ChartTone {
  if (tone === "plain" || tone === "ok" || usual === undefined || usual <= 0) return "plain";
  if (ms / usual >= 5) return "bad";
  return ms / usual >= 1.5 ? "warn" : "plain";
}
