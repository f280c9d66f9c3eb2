import type { RouteChange, Topology } from "@fyr/contract";
import type { Cluster } from "@fyr/kubernetes";
import type { Telemetry } from "../observer/source/telemetry.ts";

/** What changes need of the cluster. */
export type ChangesCluster = Pick<Cluster, "whoAmI" | "objects" | "routes" | "recordEvent">;

/** The live picture, which is looked at and never asked for. */
export interface LivePicture {
  current(): Topology | undefined | Promise<Topology | undefined>;
}

export interface ChangesDependencies {
  readonly cluster: ChangesCluster;
  readonly telemetry: Pick<Telemetry, "requestsByDestination" | "lastPush">;
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
