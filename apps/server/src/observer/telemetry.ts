import type { Details, Host, Series } from "@fyr/contract";
import type { Party, SampleKey, TrafficSample } from "@fyr/topology";

/** One evaluation. `at`: Unix seconds; the window ends there. */
export interface Moment {
  readonly at: number;
  readonly windowSeconds: number;
}

export interface Samples {
  readonly samples: readonly TrafficSample[];
  readonly warnings: readonly string[];
}

/** All instants Unix seconds. */
export interface SeriesRange {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
  readonly windowSeconds: number;
}

export type SeriesSubject =
  | { readonly edges: readonly SampleKey[] }
  | { readonly workload: Party }
  | { readonly namespace: string; readonly cluster?: string }
  | { readonly mesh: true };

export type SeriesNumbers = Omit<Series, "from" | "to" | "stepSeconds" | "windowSeconds">;
export type EdgeLatency = Pick<Extract<Details, { type: "edge" }>, "latencyBuckets" | "betweenProxiesMs">;
export interface ContainerCpu {
  readonly cpuCores?: number;
  readonly proxyCpuCores?: number;
}

/** The measurements of a mesh, whoever keeps them. Everything rejects with a sentence for people. */
export interface Telemetry {
  /** Rates, bytes, connections, mTLS. */
  traffic(moment: Moment, signal: AbortSignal): Promise<Samples>;
  latencies(moment: Moment, signal: AbortSignal): Promise<Samples>;
  series(subject: SeriesSubject, range: SeriesRange, signal: AbortSignal): Promise<SeriesNumbers>;
  edgeLatencyBuckets(keys: readonly SampleKey[], moment: Moment, signal: AbortSignal): Promise<EdgeLatency>;
  hosts(names: readonly string[], moment: Moment, signal: AbortSignal): Promise<Host[]>;
  containerCpu(
    pods: { readonly namespace: string; readonly podNames: readonly string[] },
    moment: Moment,
    signal: AbortSignal,
  ): Promise<ContainerCpu>;
  /** Cheap: is anybody there? The version, where it is told. */
  version(signal: AbortSignal): Promise<string | undefined>;
  /** Seconds between two samples of one series, where it can be known. */
  scrapeInterval(signal: AbortSignal): Promise<number | undefined>;
  /** Unix seconds of the oldest sample, as far as was looked. */
  oldestSample(signal: AbortSignal): Promise<number | undefined>;
}
