import type { RouteChange, Topology } from "@fyr/contract";
import type { CallerCluster, Cluster } from "@fyr/kubernetes";
import type { Telemetry } from "../observer/source/telemetry.ts";

/** What changes need of Fyr's own account: what is watched, and how a change that was made fares. */
export type ChangesCluster = Pick<Cluster, "objects"> & {
  readonly own: { readonly routes: Pick<Caller["routes"], "read"> };
};

/** Who asks for a change. Everything is read for it and written by it as theirs. */
export type Caller = Pick<CallerCluster, "whoAmI" | "routes" | "recordEvent">;

/** The live picture, which is looked at and never asked for. */
export interface LivePicture {
  current(): Topology | undefined | Promise<Topology | undefined>;
}

export interface ChangesDependencies {
  readonly cluster: ChangesCluster;
  readonly telemetry: Pick<Telemetry, "requestsByDestination" | "lastPush" | "controlPlaneVersion">;
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
