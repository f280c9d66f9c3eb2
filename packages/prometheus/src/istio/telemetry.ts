import type { Host } from "@fyr/contract";
import type { CloseLook, SampleKey } from "@fyr/topology";
import type { PrometheusClient, QueryRange } from "../client.ts";
import { checkConnection } from "./check-connection.ts";
import { readCloseLook } from "./close-look.ts";
import { type ContainerCpu, readContainerCpu } from "./container-cpu.ts";
import { readControlPlaneVersion } from "./control-plane-version.ts";
import { createDurationForms } from "./duration-form.ts";
import { type EdgeExtras, readEdgeExtras } from "./edge-extras.ts";
import { type EdgeMeasure, readEdgeLines } from "./edge-lines.ts";
import { type EnvoyConnections, readEnvoyConnections } from "./envoy-connections.ts";
import { type ExemplarSubject, readTracedRequests, type TracedRequests } from "./exemplars.ts";
import { type Happenings, readHappenings } from "./happenings.ts";
import { type HeatmapPoints, readHeatmap } from "./heatmap.ts";
import { readHosts } from "./hosts.ts";
import { readLastPush } from "./last-push.ts";
import { readLatencies } from "./latencies.ts";
import { type LatencyOfAnswerer, readLatencyByDestination } from "./latency-by-destination.ts";
import { type LatencyDistribution, readLatencyDistribution } from "./latency-distribution.ts";
import { createLatencyMemory } from "./latency-memory.ts";
import { type HistoryAsked, type MeasuredHistory, readMeshHistory } from "./mesh-history.ts";
import type { Measured, Span, TelemetryMoment } from "./moment.ts";
import { createNewestSampleReader, type ReadNewestSample } from "./newest-sample.ts";
import {
  type OutcomesOverTime,
  readOutcomesByDestination,
  readSlowByDestination,
  type SlowOverTime,
} from "./outcomes-by-destination.ts";
import { type MeasuredOverRange, readLatenciesOverRange, readTrafficOverRange } from "./over-range.ts";
import { type PodContainers, readPodContainers } from "./pod-containers.ts";
import { type PodsSubject, type PodsTraffic, readPodTraffic } from "./pod-traffic.ts";
import { createKeyReader } from "./read-key.ts";
import { createRecordedSeries } from "./recorded/recorded-series.ts";
import { type LinesAsked, type RequestLines, readRequestLines } from "./request-lines.ts";
import { type CountedRequests, type CountedSubject, countRequestsByDestination } from "./requests-by-destination.ts";
import { readSeries, type SeriesPoints } from "./series.ts";
import type { SeriesRange, SeriesSubject } from "./series-subject.ts";
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
   * Durations of the whole mesh: 2 requests; 1 more where proxies write native histograms, 1 more where other buckets than
   * the last time are needed, and 1 more every ten minutes.
   */
  latencies(moment: TelemetryMoment, signal?: AbortSignal): Promise<Measured>;
  /** One chart: 2 requests, 3 where proxies write native histograms; twice that where recorded series begin. */
  series(subject: SeriesSubject, range: SeriesRange, signal?: AbortSignal): Promise<SeriesPoints>;
  /**
   * Received by everybody, sent by some: 1 range query, 2 where there are senders, 1 small one where there may be recorded
   * series, and 1 more every ten minutes where nobody else asks for durations.
   */
  requestLines(asked: LinesAsked, range: SeriesRange, signal?: AbortSignal): Promise<RequestLines>;
  /** Several edges over time: at most 2 requests, 3 with native histograms; twice that where recorded series begin. */
  edgeLines(
    edges: readonly (readonly SampleKey[])[],
    wanted: ReadonlySet<EdgeMeasure>,
    range: SeriesRange,
    signal?: AbortSignal,
  ): Promise<SeriesPoints[]>;
  /** Everything counted and timed, over hours: 2 range requests, more where there are recorded series. */
  meshHistory(asked: HistoryAsked, signal?: AbortSignal): Promise<MeasuredHistory>;
  /** Some pairs in short steps, pod by pod: 1 request. */
  closeLook(keys: readonly SampleKey[], range: SeriesRange, signal?: AbortSignal): Promise<CloseLook>;
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
  requestsByDestination(subject: CountedSubject, span: Span, signal?: AbortSignal): Promise<CountedRequests[]>;
  /** How requests to hosts ended, by the workload that answered, in each of the stretches a range is made of: 1 request. */
  outcomesByDestination(
    subject: { readonly hosts: readonly string[] },
    range: QueryRange,
    signal?: AbortSignal,
  ): Promise<OutcomesOverTime[]>;
  /** How many of them took longer than a bound of the buckets: 1 request. */
  slowByDestination(
    subject: { readonly hosts: readonly string[]; readonly boundMs: number },
    range: QueryRange,
    signal?: AbortSignal,
  ): Promise<SlowOverTime[]>;
  /** Durations of a span: 1 request, 2 where proxies write native histograms, and 1 more every ten minutes. */
  latencyByDestination(
    subject: { readonly hosts: readonly string[] },
    span: Span,
    signal?: AbortSignal,
  ): Promise<LatencyOfAnswerer[]>;
  /** 1 request. */
  lastPush(span: Span, signal?: AbortSignal): Promise<number | undefined>;
  /** How durations spread over time: 1 range request, 2 with native histograms; twice that where recorded series begin. */
  heatmap(subject: SeriesSubject, range: SeriesRange, signal?: AbortSignal): Promise<HeatmapPoints>;
  /** Single requests with their traces, where exemplars are kept: 1 request. */
  tracedRequests(subject: ExemplarSubject, span: Span, signal?: AbortSignal): Promise<TracedRequests>;
  /** Each pod by its own proxy: 2 requests, 3 with native histograms, and 1 more every ten minutes. */
  podTraffic(subject: PodsSubject, moment: TelemetryMoment, signal?: AbortSignal): Promise<PodsTraffic>;
  /** 1 request. */
  podContainers(
    pods: { readonly namespace: string; readonly podNames: readonly string[] },
    moment: TelemetryMoment,
    signal?: AbortSignal,
  ): Promise<PodContainers[]>;
  /** Of callers' proxies to these hosts (full names), where they are told to say it: 1 request. */
  connectionsTo(
    hosts: readonly string[],
    moment: TelemetryMoment,
    signal?: AbortSignal,
  ): Promise<EnvoyConnections | undefined>;
  /** What happened to hosts and containers, and which alerts fired: 1 range request. */
  happenings(range: SeriesRange, signal?: AbortSignal): Promise<Happenings>;
  /** 1 request. `at`: Unix seconds. */
  controlPlaneVersion(at: number, signal?: AbortSignal): Promise<string | undefined>;
  /** What is wrong with the series at an instant (Unix seconds), one sentence each: 1 request. */
  connection(at: number, signal?: AbortSignal): Promise<string[]>;
  /** 1 request while the mesh is as it was, at most 4. */
  readonly newestSample: ReadNewestSample;
}

export function createIstioTelemetry(client: PrometheusClient): IstioTelemetry {
  const recorded = createRecordedSeries(client);
  const forms = createDurationForms(client, recorded);
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
    requestLines: (asked, range, signal) => readRequestLines(client, forms, recorded, asked, range, signal),
    edgeLines: (edges, wanted, range, signal) => readEdgeLines(client, forms, recorded, edges, wanted, range, signal),
    meshHistory: (asked, signal) => readMeshHistory(client, forms, recorded, asked, signal),
    closeLook: (keys, range, signal) => readCloseLook(client, forms, keys, range, signal),
    trafficOverRange: (range, signal) => readTrafficOverRange(client, recorded, range, signal),
    latenciesOverRange: (range, signal) => readLatenciesOverRange(client, forms, recorded, range, signal),
    edgeLatencyBuckets: (keys, moment, signal) =>
      readLatencyDistribution(client, forms, recorded, keys, moment, signal),
    edgeExtras: (keys, moment, signal) => readEdgeExtras(client, keys, moment, signal),
    hosts: (names, moment, signal) => readHosts(client, names, moment, signal),
    containerCpu: (pods, moment, signal) => readContainerCpu(client, pods, moment, signal),
    requestsByDestination: (subject, span, signal) => countRequestsByDestination(client, subject, span, signal),
    outcomesByDestination: (subject, range, signal) => readOutcomesByDestination(client, subject, range, signal),
    slowByDestination: (subject, range, signal) => readSlowByDestination(client, subject, range, signal),
    latencyByDestination: (subject, span, signal) => readLatencyByDestination(client, forms, subject, span, signal),
    lastPush: (span, signal) => readLastPush(client, span, signal),
    heatmap: (subject, range, signal) => readHeatmap(client, forms, recorded, subject, range, signal),
    tracedRequests: (subject, span, signal) => readTracedRequests(client, subject, span, signal),
    podTraffic: (subject, moment, signal) => readPodTraffic(client, forms, subject, moment, signal),
    podContainers: (pods, moment, signal) => readPodContainers(client, pods, moment, signal),
    connectionsTo: (hosts, moment, signal) => readEnvoyConnections(client, hosts, moment, signal),
    happenings: (range, signal) => readHappenings(client, range, signal),
    controlPlaneVersion: (at, signal) => readControlPlaneVersion(client, at, signal),
    connection: (at, signal) => checkConnection(client, at, signal),
    newestSample: createNewestSampleReader(client),
  };
}
