import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { classNames } from "../../ui/class-names.ts";
import { clock } from "../../ui/clock.ts";
import { byteRate, inWords, rate, share, success } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { failedShareTone, type NumberTone } from "../../ui/number-tone.ts";
import { Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { provenance } from "../../ui/provenance.ts";
import { successOf } from "./chart-data.ts";
import { HistoryChart } from "./HistoryChart.tsx";
import { endOf, type NowNumbers } from "./now-numbers.ts";
import css from "./OverTime.module.css";
import { PercentilesOverTime } from "./PercentilesOverTime.tsx";
import type { ChartLook } from "./time-chart-props.ts";
import { type History, type SeriesSubject, useHistory } from "./use-history.ts";
import { beforeInWords, wellBefore } from "./well-before.ts";
import { beganAt } from "./worst-first.ts";

/** The success rate to measure by: a dotted line, no verdict. */
const goal = 0.99;

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
      <HistoryFault history={history} />
      {now.latencyMs && <PercentilesOverTime now={now} latencyMs={now.latencyMs} history={history} />}
      {rateTitle !== undefined && <RateOverTime title={rateTitle} now={now} history={history} />}
    </>
  );
}

/** Of the TCP connections of an edge, or to a node, those that failed. `ratio`: now. */
export function FailedOverTime(props: {
  of: TopologyEdge | TopologyNode;
  ratio: number | undefined;
  topology: Topology;
}) {
  const { of, ratio, topology } = props;
  const { id, health } = of;
  const isNode = "inbound" in of;
  const history = useHistory(isNode ? { node: of.id } : { edge: of.id }, beganAt(id, topology));
  const tone = failedShareTone(health);
  const look: ChartLook = {
    format: share,
    tone: "plain",
    ...(tone !== "plain" && { trouble: { tone, holds: (value) => value > 0 } }),
    fill: "below",
    height: 72,
    axes: true,
  };
  const about = provenance("failedConnections", {
    windowSeconds: topology.windowSeconds,
    ...(!isNode && { reporter: of.reporter }),
  });
  return (
    <Section title="Failed connections" aside={history.words}>
      <div className={css.success}>
        <div title={about}>
          <p className={classNames(css.headline, css[tone])}>
            <Measure quantity={ratio === undefined ? undefined : share(ratio)} why="No connection was opened" />
          </p>
        </div>
        <HistoryChart
          name="Failed connections"
          values={history.series?.failedConnectionRatio}
          history={history}
          look={look}
          end={endOf(topology.at, ratio)}
        />
      </div>
      <HistoryFault history={history} />
    </Section>
  );
}

/** What TCP has instead: bytes. */
export function BytesOverTime({ subject }: { subject: SeriesSubject }) {
  const history = useHistory(subject, undefined);
  const look = { format: byteRate, tone: "plain", fill: "below", height: 56, axes: true } as const;
  return (
    <Section title="Throughput" aside={["both ways", history.words].filter(Boolean).join(", ")}>
      <HistoryFault history={history} />
      <HistoryChart name="Throughput" values={history.series?.bytesPerSecond} history={history} look={look} />
    </Section>
  );
}

/** Charts that are there stay, and say where they end: that a source is down is told above everything already. */
function HistoryFault({ history: { error, series, onRetry } }: { history: History }) {
  if (error === null) return null;
  if (series === undefined) return <ProblemNotice error={error} onRetry={onRetry} />;
  return (
    <p className={css.ends}>
      Charts end at {clock(series.to)}: {problemText(error).detail}
    </p>
  );
}

function SuccessOverTime({ now, history }: { now: NowNumbers; history: History }) {
  const { series, began } = history;
  const ratio = now.errorRatio === undefined ? undefined : 1 - now.errorRatio;
  const values = series?.errorRatio && successOf(series.errorRatio);
  const chart = values && began !== undefined ? wellBefore(began / 1000, series, values, goal) : undefined;
  const before = beforeInWords(chart, began === undefined ? undefined : now.usualSuccess);
  const lowest = Math.min(1, ratio ?? 1, ...(values?.filter((value) => value !== null) ?? []));
  return (
    <Section title="Success rate" aside={history.words}>
      <div className={css.success}>
        <div title={provenance("success", now.measured)}>
          <p className={classNames(css.headline, css[now.successTone])}>
            <Measure quantity={ratio === undefined ? undefined : success(ratio)} why="No requests to judge" />
          </p>
          {before !== undefined && ratio !== undefined && Math.abs(ratio - before.ratio) > 0.002 && (
            <p className={css.before} title={before.about}>
              {before.words(inWords(success(before.ratio)))}
            </p>
          )}
        </div>
        <HistoryChart
          name="Success rate"
          values={values}
          history={history}
          look={successLook(now.successTone, lowest)}
          end={endOf(now.at, ratio)}
        />
      </div>
    </Section>
  );
}

/** Green is for what kept the goal all the time; health alone says that falling short of it is trouble. */
function successLook(tone: NumberTone, lowest: number): ChartLook {
  return {
    format: success,
    tone: lowest >= goal ? "ok" : "plain",
    ...((tone === "bad" || tone === "warn") && { trouble: { tone, holds: (value: number) => value < goal } }),
    fill: "above",
    height: 72,
    axes: true,
    domain: [Math.floor(Math.min(0.95, lowest) * 20) / 20, 1],
    goal,
  };
}

function RateOverTime({ title, now, history }: { title: string; now: NowNumbers; history: History }) {
  const look = { format: rate, tone: "plain", fill: "below", height: 56, axes: true } as const;
  return (
    <Section title={title} aside={["req/s", history.words].filter(Boolean).join(", ")}>
      <HistoryChart
        name={title}
        values={history.series?.requestsPerSecond}
        history={history}
        look={look}
        end={endOf(now.at, now.requestsPerSecond)}
      />
    </Section>
  );
}
