import type { RouteChange, Topology } from "@fyr/contract";
import type { Cluster } from "@fyr/kubernetes";

/** What changes need of the cluster. */
export type ChangesCluster = Pick<Cluster, "whoAmI" | "objects" | "routes" | "recordEvent">;

/** Requests of one host that one workload answered. */
export interface CountedRequests {
  readonly host: string;
  readonly workloadNamespace?: string;
  readonly workload?: string;
  readonly requests: number;
}

/** Unix seconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What changes need of the measurements. */
interface ChangesTelemetry {
  /** Requests to hosts (full names) counted after `from`, by who answered. */
  requestsByDestination(
    subject: { readonly hosts: readonly string[] },
    span: Span,
    signal: AbortSignal,
  ): Promise<readonly CountedRequests[]>;
  /** Unix seconds of the first configuration push after `from`; undefined where istiod is not measured. */
  lastPush(span: Span, signal: AbortSignal): Promise<number | undefined>;
}

/** The live picture, which is looked at and never asked for. */
export interface LivePicture {
  current(): Topology | undefined;
}

export interface ChangesDependencies {
  readonly cluster: ChangesCluster;
  readonly telemetry: ChangesTelemetry;
  readonly observer: LivePicture;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Unique, also across replicas. */
  readonly newId: () => string;
  /** Told what could not be done and stops nobody: an Event that was not recorded. */
  readonly onMishap: (error: unknown, doing: string) => void;
}

export type ChangeListener = (change: RouteChange) => void;
