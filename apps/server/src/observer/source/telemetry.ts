import type { IstioTelemetry } from "@fyr/prometheus";

/** The measurements of a mesh, whoever keeps them. Everything rejects with a sentence for people. */
export interface Telemetry
  extends Pick<
    IstioTelemetry,
    | "traffic"
    | "messages"
    | "latencies"
    | "series"
    | "requestLines"
    | "edgeLatencyBuckets"
    | "edgeExtras"
    | "hosts"
    | "containerCpu"
    | "requestsByDestination"
    | "outcomesByDestination"
    | "slowByDestination"
    | "latencyByDestination"
    | "lastPush"
    | "heatmap"
    | "tracedRequests"
    | "podTraffic"
    | "podContainers"
    | "connectionsTo"
    | "happenings"
    | "controlPlaneVersion"
    | "newestSample"
    | "connection"
  > {
  /** Cheap: is anybody there? The version, where it is told. */
  version(signal: AbortSignal): Promise<string | undefined>;
  /** Seconds between two samples of one series. `at`: Unix seconds. */
  scrapeInterval(at: number, signal: AbortSignal): Promise<number>;
  /** Samples of the densest series in the `seconds` before each moment (Unix seconds): 1 request. */
  samplesWithin(seconds: number, moments: readonly number[], signal: AbortSignal): Promise<readonly number[]>;
  /** Unix seconds of the oldest sample, as far as was looked. */
  oldestSample(at: number, signal: AbortSignal): Promise<number | undefined>;
}

/** And what only the observer asks: answers are read step by step, where they were received. */
export interface LookingTelemetry
  extends Telemetry,
    Pick<IstioTelemetry, "edgeLines" | "meshHistory" | "closeLook" | "trafficOverRange" | "latenciesOverRange"> {}
