import type { SourceState } from "@fyr/contract";
import type { Inventory, Tolerances } from "@fyr/topology";
import type { History } from "./source/history.ts";
import type { LookingTelemetry } from "./source/telemetry.ts";

/** What is told of the observer's own work. */
export interface ObserverMetrics {
  ticked(outcome: "ok" | "failed", seconds: number): void;
  subscribed(change: 1 | -1): void;
}

export interface ObserverDeps {
  readonly telemetry: LookingTelemetry;
  readonly history: History;
  /** Ms since epoch. */
  readonly now: () => number;
  /** A short word no other process comes up with. */
  readonly newEpoch: () => string;
  readonly refreshSeconds: number;
  /** What health is judged by; absent: Fyr's own. */
  readonly tolerances?: Tolerances;
  readonly inventory: () => Inventory | undefined;
  readonly kubernetesState: () => SourceState;
  readonly metrics: ObserverMetrics;
  /** Told what nobody foresaw: a fault of Fyr's own. */
  readonly onMishap: (error: unknown, doing: string) => void;
}
