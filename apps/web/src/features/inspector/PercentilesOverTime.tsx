import type { Latency } from "@fyr/contract";
import { classNames } from "../../ui/class-names.ts";
import { clock } from "../../ui/clock.ts";
import { duration, inWords } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { percentileTone } from "../../ui/number-tone.ts";
import { Section } from "../../ui/Panel.tsx";
import { provenance } from "../../ui/provenance.ts";
import { fewInWords, type Percentile, requestsBehind } from "../../ui/requests-behind.ts";
import { HistoryChart } from "./HistoryChart.tsx";
import { endOf, type NowNumbers } from "./now-numbers.ts";
import css from "./OverTime.module.css";
import type { History } from "./use-history.ts";

interface PercentilesProps {
  readonly now: NowNumbers;
  readonly latencyMs: Latency;
  readonly history: History;
}

/** The three percentiles beside their usual, how many requests they stand on, and the mean as a quiet fourth. */
export function PercentilesOverTime(props: PercentilesProps) {
  const { now, latencyMs } = props;
  const { windowSeconds } = now.measured;
  const requests = requestsBehind(now.requestsPerSecond, windowSeconds);
  return (
    <Section>
      <div className={css.percentiles}>
        <PercentileOverTime {...props} name="p50" />
        <PercentileOverTime {...props} name="p95" />
        <PercentileOverTime {...props} name="p99" />
      </div>
      {requests !== undefined && (
        <p className={css.behind}>
          of {fewInWords(requests, windowSeconds)}
          {now.latencyAt !== undefined && `, as of ${clock(now.latencyAt)}`}
        </p>
      )}
      {latencyMs.mean !== undefined && <MeanOverTime {...props} mean={latencyMs.mean} />}
    </Section>
  );
}

function PercentileOverTime({ name, now, latencyMs, history }: PercentilesProps & { name: Percentile }) {
  const ms = latencyMs[name];
  const usual = latencyMs.usual?.[name];
  const requests = requestsBehind(now.requestsPerSecond, now.measured.windowSeconds);
  const toneAt = (value: number) => percentileTone(name, value, { usual, health: now.health, requests });
  const tone = toneAt(ms);
  const trouble = tone === "bad" || tone === "warn" ? tone : undefined;
  return (
    <div title={provenance(name, now.measured)}>
      <h3 className={css.name}>{name}</h3>
      <p className={classNames(css.percentile, css[tone])}>
        <Measure quantity={duration(ms)} />
      </p>
      {latencyMs.usual && (
        <p className={css.usual}>{usual === undefined ? "\u00a0" : `usual ${inWords(duration(usual))}`}</p>
      )}
      <HistoryChart
        name={name}
        values={history.series?.[`${name}Ms`]}
        history={history}
        look={{
          format: duration,
          tone: "plain",
          ...(trouble && { trouble: { tone: trouble, holds: (value: number) => toneAt(value) !== "plain" } }),
          fill: "below",
          height: 34,
        }}
        end={endOf(now.latencyAt ?? now.at, ms)}
      />
    </div>
  );
}

function MeanOverTime({ now, mean, history }: PercentilesProps & { mean: number }) {
  return (
    <div className={css.mean} title={provenance("mean", now.measured)}>
      <p>
        mean <Measure quantity={duration(mean)} />
      </p>
      <HistoryChart
        name="Mean"
        values={history.series?.meanMs}
        history={history}
        look={{ format: duration, tone: "plain", fill: "below", height: 20 }}
        end={endOf(now.latencyAt ?? now.at, mean)}
      />
    </div>
  );
}
