import type { Host, LatencyBucketSchema, Series } from "@fyr/contract";
import type { Party, SampleKey, TrafficSample } from "@fyr/topology";
import type { Static } from "typebox";
import type { PrometheusClient } from "../client.ts";

/** `at` in Unix seconds; the window ends there. */
export interface TelemetryMoment {
  readonly at: number;
  readonly windowSeconds: number;
}

/** Unix seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface SeriesRange extends Span {
  readonly stepSeconds: number;
  /** What each point looks back on. */
  readonly windowSeconds: number;
}

export interface Measured {
  readonly samples: readonly TrafficSample[];
  readonly warnings: readonly string[];
}

/** What a chart is about. A workload's chart shows what it receives unless `direction` says otherwise. */
export type SeriesSubject =
  | { readonly edges: readonly SampleKey[] }
  | { readonly workload: Party; readonly direction?: "inbound" | "outbound" }
  | { readonly namespace: string; readonly cluster?: string }
  | { readonly mesh: true };

/** One entry of each array per entry of `times`; `null` where nothing was measured. */
export type SeriesPoints = Omit<Series, "from" | "to" | "stepSeconds" | "windowSeconds">;

export interface LatencyDistribution {
  readonly latencyBuckets: readonly Static<typeof LatencyBucketSchema>[];
  readonly betweenProxiesMs?: number;
}

/** Requests counted after `from`. */
export interface CountedRequests {
  readonly host: string;
  readonly workloadNamespace?: string;
  readonly workload?: string;
  readonly version?: string;
  readonly requests: number;
}

/** What Istio measures, read from Prometheus. Numbers of HTTP requests are upper bounds. */
export interface IstioTelemetry {
  /** Rates, TCP and mutual TLS of the whole mesh: 2 requests. */
  traffic(moment: TelemetryMoment, signal?: AbortSignal): Promise<Measured>;
  /** gRPC messages of the whole mesh: 1 request. */
  messages(moment: TelemetryMoment, signal?: AbortSignal): Promise<Measured>;
  /** Durations of the whole mesh: 2 requests. */
  latencies(moment: TelemetryMoment, signal?: AbortSignal): Promise<Measured>;
  /** One chart: 4 requests. */
  series(subject: SeriesSubject, range: SeriesRange, signal?: AbortSignal): Promise<SeriesPoints>;
  edgeLatencyBuckets(
    keys: readonly SampleKey[],
    moment: TelemetryMoment,
    signal?: AbortSignal,
  ): Promise<LatencyDistribution>;
  /** CPU of Kubernetes nodes; those nothing is measured of come back with their name only. */
  hosts(names: readonly string[], moment: TelemetryMoment, signal?: AbortSignal): Promise<Host[]>;
  containerCpu(
    pods: { readonly namespace: string; readonly podNames: readonly string[] },
    moment: TelemetryMoment,
    signal?: AbortSignal,
  ): Promise<{ cpuCores?: number; proxyCpuCores?: number }>;
  /** One reporter per pair, so nothing is counted twice. */
  requestsByDestination(
    subject: { readonly hosts: readonly string[] },
    span: Span,
    signal?: AbortSignal,
  ): Promise<CountedRequests[]>;
  /** Unix seconds of the first configuration push istiod counted after `from`; undefined where it is not scraped. */
  lastPush(span: Span, signal?: AbortSignal): Promise<number | undefined>;
}

export function createIstioTelemetry(_client: PrometheusClient): IstioTelemetry {
  throw new Error("not built yet");
}
