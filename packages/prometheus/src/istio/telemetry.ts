import type { Host } from "@fyr/contract";
import type { SampleKey } from "@fyr/topology";
import type { PrometheusClient } from "../client.ts";
import { checkConnection } from "./check-connection.ts";
import { type ContainerCpu, readContainerCpu } from "./container-cpu.ts";
import { createDurationForms } from "./duration-form.ts";
import { type EdgeExtras, readEdgeExtras } from "./edge-extras.ts";
import { type EdgeMeasure, readEdgeLines } from "./edge-lines.ts";
import { readHosts } from "./hosts.ts";
import { readLastPush } from "./last-push.ts";
import { readLatencies } from "./latencies.ts";
import { type LatencyDistribution, readLatencyDistribution } from "./latency-distribution.ts";
import { createLatencyMemory } from "./latency-memory.ts";
import type { Measured, Span, TelemetryMoment } from "./moment.ts";
import { createNewestSampleReader, type ReadNewestSample } from "./newest-sample.ts";
import { type MeasuredOverRange, readLatenciesOverRange, readTrafficOverRange } from "./over-range.ts";
import { createKeyReader } from "./read-key.ts";
import { createRecordedSeries } from "./recorded/recorded-series.ts";
import { type RequestLines, readRequestLines } from "./request-lines.ts";
import { type CountedRequests, countRequestsByDestination } from "./requests-by-destination.ts";
import { readSeries, type SeriesPoints, type SeriesRange, type SeriesSubject } from "./series.ts";
import { createTrafficMemory, readMessages, readTraffic } from "./traffic.ts";

/** What Istio measures, read from Prometheus. The number of HTTP requests each costs is said beside it. */
export interface IstioTelemetry {
  /**
   * Rates, TCP and mutual TLS of the whole mesh: 2 requests, 1 from recorded series. Whether there are some is 1 small
   * request more for a moment and window, whatever is read of it; where there are none, 1 a minute.
   */
  traffic(moment: TelemetryMoment, signal?: AbortSignal): Promise<Measured>;
  /** gRPC messages of the whole mesh: 1 request. */
  messages(moment: TelemetryMoment, signal?: AbortSignal): Promise<Measured>;
  /**
   * Durations of the whole mesh: 2 requests; 1 more where proxies write native histograms, 1 more where others than the
   * last time are known from the callee's side alone, and 1 more every ten minutes.
   */
  latencies(moment: TelemetryMoment, signal?: AbortSignal): Promise<Measured>;
  /** One chart: at most 4 requests, 5 where proxies write native histograms; twice that where recorded series begin. */
  series(subject: SeriesSubject, range: SeriesRange, signal?: AbortSignal): Promise<SeriesPoints>;
  /** Received by everybody, sent by these workloads: 1 range query, 2 where there are senders, and 1 small one where there may be recorded series. */
  requestLines(senders: readonly string[], range: SeriesRange, signal?: AbortSignal): Promise<RequestLines>;
  /** Several edges over time: at most 2 requests, 3 with native histograms; twice that where recorded series begin. */
  edgeLines(
    edges: readonly (readonly SampleKey[])[],
    wanted: ReadonlySet<EdgeMeasure>,
    range: SeriesRange,
    signal?: AbortSignal,
  ): Promise<SeriesPoints[]>;
  /** `traffic` at every step: 2 range requests; 1 more, or 2, where there are recorded series. */
  trafficOverRange(range: SeriesRange, signal?: AbortSignal): Promise<MeasuredOverRange>;
  /** `latencies` at every step: 2 range requests, 3 with native histograms; more where recorded series begin. */
  latenciesOverRange(range: SeriesRange, signal?: AbortSignal): Promise<MeasuredOverRange>;
  /** 2 requests, 3 where proxies write native histograms. */
  edgeLatencyBuckets(
    keys: readonly SampleKey[],
    moment: TelemetryMoment,
    signal?: AbortSignal,
  ): Promise<LatencyDistribution>;
  /** At most 2 requests. */
  edgeExtras(keys: readonly SampleKey[], moment: TelemetryMoment, signal?: AbortSignal): Promise<EdgeExtras>;
  /** 1 request. */
  hosts(names: readonly string[], moment: TelemetryMoment, signal?: AbortSignal): Promise<Host[]>;
  /** 1 request. */
  containerCpu(
    pods: { readonly namespace: string; readonly podNames: readonly string[] },
    moment: TelemetryMoment,
    signal?: AbortSignal,
  ): Promise<ContainerCpu>;
  /** 1 request. */
  requestsByDestination(
    subject: { readonly hosts: readonly string[] },
    span: Span,
    signal?: AbortSignal,
  ): Promise<CountedRequests[]>;
  /** 1 request. */
  lastPush(span: Span, signal?: AbortSignal): Promise<number | undefined>;
  /** What is wrong with the series at an instant (Unix seconds), one sentence each: 1 request. */
  connection(at: number, signal?: AbortSignal): Promise<string[]>;
  /** 1 request while the mesh is as it was, at most 4. */
  readonly newestSample: ReadNewestSample;
}

export function createIstioTelemetry(client: PrometheusClient): IstioTelemetry {
  const forms = createDurationForms(client);
  const recorded = createRecordedSeries(client);
  const keys = createKeyReader();
  const memory = {
    traffic: createTrafficMemory(keys),
    messages: createTrafficMemory(keys),
    latencies: createLatencyMemory("needed", keys),
  };
  return {
    traffic: (moment, signal) => readTraffic(client, recorded, memory.traffic, moment, signal),
    messages: (moment, signal) => readMessages(client, recorded, memory.messages, moment, signal),
    latencies: (moment, signal) => readLatencies(client, forms, recorded, memory.latencies, moment, signal),
    series: (subject, range, signal) => readSeries(client, forms, recorded, subject, range, signal),
    requestLines: (senders, range, signal) => readRequestLines(client, recorded, senders, range, signal),
    edgeLines: (edges, wanted, range, signal) => readEdgeLines(client, forms, recorded, edges, wanted, range, signal),
    trafficOverRange: (range, signal) => readTrafficOverRange(client, recorded, range, signal),
    latenciesOverRange: (range, signal) => readLatenciesOverRange(client, forms, recorded, range, signal),
    edgeLatencyBuckets: (keys, moment, signal) =>
      readLatencyDistribution(client, forms, recorded, keys, moment, signal),
    edgeExtras: (keys, moment, signal) => readEdgeExtras(client, keys, moment, signal),
    hosts: (names, moment, signal) => readHosts(client, names, moment, signal),
    containerCpu: (pods, moment, signal) => readContainerCpu(client, pods, moment, signal),
    requestsByDestination: (subject, span, signal) => countRequestsByDestination(client, subject, span, signal),
    lastPush: (span, signal) => readLastPush(client, span, signal),
    connection: (at, signal) => checkConnection(client, at, signal),
    newestSample: createNewestSampleReader(client),
  };
}
