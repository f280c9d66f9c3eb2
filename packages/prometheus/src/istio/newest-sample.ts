import type { Labels, MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { call, either, is, marked, over, type PromQl, select, topk } from "../promql.ts";
import { keyLabels, metricMark, outcomeLabels } from "./labels.ts";

/** Where the mesh's samples end, whatever they count. */
export interface NewestSample {
  /** Unix seconds. */
  readonly at: number;
  /** Usual seconds from one sample to the next. */
  readonly spacingSeconds: number;
  /** Where samples began again after a break in them, when that was not long ago (Unix seconds). */
  readonly resumedAt?: number;
}

export type ReadNewestSample = (at: number, signal?: AbortSignal) => Promise<NewestSample | undefined>;

const recentSeconds = 300;
/** How far back samples that had already ended at the first question are looked for. */
const furthestSeconds = 3600;
const fallbackSpacingSeconds = 15;
/** A sample may come a little late. */
const lateSpacings = 1.2;
/** So many spacings between two samples are a break. */
const breakSpacings = 2.5;

/**
 * One series stands for all while it has samples: 1 request, and a small one. Only when it falls silent are all asked
 * for the newest, for 2 more. The answer outlives the samples; undefined where there never were any.
 */
export function createNewestSampleReader(client: PrometheusClient): ReadNewestSample {
  let witness: PromQl | undefined;
  let newest: NewestSample | undefined;

  async function hear(series: PromQl, seconds: number, at: number, signal?: AbortSignal): Promise<void> {
    const { rows } = await client.querySamples(over(series, seconds), at, signal);
    const heard = endOf(rows);
    if (heard !== undefined && heard.at >= (newest?.at ?? 0)) newest = heard;
  }

  async function choose(candidates: PromQl, at: number, signal?: AbortSignal): Promise<PromQl | undefined> {
    const { rows } = await client.query(topk(1, candidates), at, signal);
    return rows[0] && seriesOf(rows[0].metric);
  }

  return async (at, signal) => {
    if (witness !== undefined) await hear(witness, recentSeconds, at, signal);
    if (newest !== undefined && at - newest.at <= lateSpacings * newest.spacingSeconds) return newest;
    const living = await choose(
      anyOf((series) => call("timestamp", series)),
      at,
      signal,
    );
    if (living !== undefined && living !== witness) {
      witness = living;
      await hear(living, recentSeconds, at, signal);
    }
    if (newest === undefined) {
      const ended = await choose(
        anyOf((series) => call("last_over_time", over(series, furthestSeconds))),
        at,
        signal,
      );
      if (ended !== undefined) await hear(ended, furthestSeconds, at, signal);
    }
    return newest;
  };
}

/** Counted by every proxy that sees requests, and by those that see connections only. */
const metrics = { requests: "istio_requests_total", connections: "istio_tcp_connections_opened_total" } as const;

function anyOf(end: (series: PromQl) => PromQl): PromQl {
  return either(...Object.entries(metrics).map(([mark, metric]) => marked(end(select(metric)), metricMark, mark)));
}

const witnessLabels = [...keyLabels, ...outcomeLabels, "connection_security_policy", "job", "instance", "pod"];

function seriesOf(labels: Labels): PromQl {
  const metric = labels[metricMark] === "connections" ? metrics.connections : metrics.requests;
  return select(
    metric,
    witnessLabels.map((label) => is(label, labels[label] ?? "")),
  );
}

/** Of the series that reaches the furthest. */
function endOf(rows: readonly MatrixRow[]): NewestSample | undefined {
  const [times] = rows
    .map(({ values }) => values.map(([time]) => time))
    .toSorted((a, b) => (b.at(-1) ?? 0) - (a.at(-1) ?? 0));
  const at = times?.at(-1);
  if (times === undefined || at === undefined) return undefined;
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  const spacingSeconds = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? fallbackSpacingSeconds;
  const resumedAt = times[gaps.findLastIndex((gap) => gap > breakSpacings * spacingSeconds) + 1];
  const isWhole = resumedAt === undefined || resumedAt === times[0];
  return { at, spacingSeconds, ...(isWhole ? {} : { resumedAt }) };
}
