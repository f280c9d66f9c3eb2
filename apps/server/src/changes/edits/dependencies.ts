import type { Me, ObjectChange } from "@fyr/contract";
import type { CallerCluster, Cluster, EditedObjects } from "@fyr/kubernetes";
import type { Telemetry } from "../../observer/source/telemetry.ts";
import type { LivePicture } from "../dependencies.ts";

/** The cluster as the one who edits. */
export interface EditsCaller extends Pick<CallerCluster, "may" | "recordEvent" | "eventNotes" | "routes"> {
  whoAmI(signal: AbortSignal): Promise<Me>;
  readonly edited: EditedObjects;
}

export interface EditsDependencies {
  /** Fyr's own account: reads what is told to everybody, and takes back what has ended. */
  readonly cluster: Pick<Cluster, "objects" | "mayAs"> & { readonly own: EditsCaller };
  readonly telemetry: Pick<Telemetry, "lastPush" | "controlPlaneVersion">;
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

/** Told once of every edit that was carried out, and of what was taken back by itself. */
export type EditListener = (change: ObjectChange) => void;
