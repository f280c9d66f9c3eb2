import { classifyResponse, known } from "@fyr/topology";
import type { Exemplar, ExemplarRow, Labels } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { PrometheusError } from "../prometheus-error.ts";
import { either, is, type PromQl, select, selectAny } from "../promql.ts";

import { durationMetric } from "./edge-counters.ts";
import { pairLabels } from "./labels.ts";
import type { Span } from "./moment.ts";
import { matchersOfSubject } from "./rates-of-subject.ts";
import { reporterOf, rowKey } from "./read-key.ts";
import { readOutcome } from "./read-outcome.ts";
import type { SeriesSubject } from "./series-subject.ts";

/** Whose requests exemplars are of. */
export interface ExemplarSubject {
  readonly requests: SeriesSubject;
  /**
   * Both ends as spans name them (`service.name`): what a tracing system has counted of them is read too. Without a
   * caller: whatever the callee has served. None where a name stands for more than what was asked for.
   */
  readonly services: readonly { readonly caller?: string; readonly callee: string }[];
}

/** One request that was counted, by its trace. */
interface TracedRequest {
  readonly traceId: string;
  /** When it was counted, Unix seconds. */
  readonly at: number;
  readonly durationMs: number;
  /** Absent where the series does not tell. */
  readonly failed?: boolean;
}

/** Rising in time. `found` counts those that were left out as well. */
export interface TracedRequests {
  readonly exemplars: readonly TracedRequest[];
  readonly found: number;
}

/**
 * Of every fortieth of the time the slowest five: the slow ones are looked for, and no part of the time crowds out another.
 * Slices lie still, so that whoever asks again a little later has the same ones.
 */
const slices = 40;
const mostInSlice = 5;

/**
 * Single requests of an edge or node with their traces: 1 request. None where nobody keeps exemplars: Prometheus without
 * `--enable-feature=exemplar-storage`, VictoriaMetrics, or what does not know the question.
 */
export async function readTracedRequests(
  client: PrometheusClient,
  subject: ExemplarSubject,
  span: Span,
  signal?: AbortSignal,
): Promise<TracedRequests> {
  const query = queryOf(subject);
  if (query === undefined) return { exemplars: [], found: 0 };
  const rows = await unlessRefused(async () => (await client.queryExemplars(query, span, signal)).rows);
  const requests = eachOnce(fromOneReporter(rows).flatMap(requestsOf)).filter(
    ({ at }) => at >= span.from && at <= span.to,
  );
  return { exemplars: spread(requests, span), found: requests.length };
}

/** What Tempo's metrics-generator counts of spans, s: https://grafana.com/docs/tempo/latest/metrics-from-traces/ */
const callsOfSpans = "traces_service_graph_request_client_seconds_bucket";
const servedSpans = "traces_spanmetrics_latency_bucket";

function queryOf({ requests, services }: ExemplarSubject): PromQl | undefined {
  const durations = [`${durationMetric}_bucket`, durationMetric];
  const selectors = [
    ...matchersOfSubject(requests).map((matchers) => selectAny(durations, matchers)),
    ...services.map(({ caller, callee }) =>
      caller === undefined
        ? select(servedSpans, [is("service", callee), is("span_kind", "SPAN_KIND_SERVER")])
        : select(callsOfSpans, [is("client", caller), is("server", callee)]),
    ),
  ];
  return selectors.length === 0 ? undefined : either(...selectors);
}

async function unlessRefused(ask: () => Promise<readonly ExemplarRow[]>): Promise<readonly ExemplarRow[]> {
  try {
    return await ask();
  } catch (error) {
    const isRefused = error instanceof PrometheusError && (error.code === "prometheus_rejected" || error.isMissing);
    if (isRefused) return [];
    throw error;
  }
}

const reporters = ["source", "waypoint", "destination"] as const;

/** Each pair as pictures choose: as its caller's side tells it, where that tells anything. */
function fromOneReporter(rows: readonly ExemplarRow[]): ExemplarRow[] {
  const pairs = Map.groupBy(rows, ({ metric }) => rowKey(metric, pairLabels));
  return [...pairs.values()].flatMap((ofPair) => {
    const byReporter = Map.groupBy(ofPair, ({ metric }) => reporterOf(metric["reporter"]));
    const chosen = reporters.find((reporter) => byReporter.has(reporter));
    return chosen === undefined ? ofPair : (byReporter.get(chosen) ?? []);
  });
}

function requestsOf({ metric, exemplars }: ExemplarRow): TracedRequest[] {
  const isIstio = reporterOf(metric["reporter"]) !== undefined;
  const failed = isIstio ? hasFailed(metric) : spanHasFailed(metric);
  return exemplars.flatMap((exemplar) => {
    const traceId = traceIdOf(exemplar);
    const durationMs = isIstio ? exemplar.value : exemplar.value * 1000;
    if (traceId === undefined || !(durationMs >= 0) || !Number.isFinite(durationMs)) return [];
    return [{ traceId, at: exemplar.at, durationMs, ...known("failed", failed) }];
  });
}

function hasFailed(labels: Labels): boolean | undefined {
  const { code, grpcStatus, flags } = readOutcome(labels);
  const ended = classifyResponse(code, grpcStatus, flags);
  return ended === "unknown" ? undefined : ended === "server-error";
}

function spanHasFailed({ status_code: status }: Labels): boolean | undefined {
  return status === undefined ? undefined : status === "STATUS_CODE_ERROR";
}

/** As SDKs and Tempo call it; whoever writes them chooses the name. */
const traceIdLabels = ["trace_id", "traceID", "traceId"];

function traceIdOf({ labels }: Exemplar): string | undefined {
  const id = traceIdLabels.map((name) => labels[name]).find((text) => text !== undefined);
  return id !== undefined && /^[0-9a-f]{16,32}$/i.test(id) ? id : undefined;
}

/** Retries and calls in a circle have one trace: its slowest is what it is looked at for. */
function eachOnce(requests: readonly TracedRequest[]): TracedRequest[] {
  const slowest = new Map<string, TracedRequest>();
  for (const request of requests) {
    const before = slowest.get(request.traceId);
    if (before === undefined || request.durationMs > before.durationMs) slowest.set(request.traceId, request);
  }
  return [...slowest.values()];
}

function spread(requests: readonly TracedRequest[], { from, to }: Span): TracedRequest[] {
  // The first and the last of them are cut off by the ends.
  const sliceSeconds = Math.max(to - from, Number.EPSILON) / (slices - 1);
  const bySlice = Map.groupBy(requests, ({ at }) => Math.floor(at / sliceSeconds));
  return [...bySlice.values()]
    .flatMap((slice) => slice.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, mostInSlice))
    .sort((a, b) => a.at - b.at);
}
