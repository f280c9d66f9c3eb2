import type { Cluster } from "@fyr/kubernetes";
import type { KubernetesObject, RecordedChange } from "@fyr/routing";
import type { GuardTelemetry } from "./measure.ts";

/** What guards need of Fyr's own account. */
export interface GuardsCluster extends Pick<Cluster, "objects" | "mayAs"> {
  readonly own: Pick<Cluster["own"], "routes" | "recordEvent" | "may">;
}

export interface GuardingDependencies {
  readonly cluster: GuardsCluster;
  readonly telemetry: GuardTelemetry;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Unique, also across replicas. */
  readonly newId: () => string;
  readonly onMishap: (error: unknown, doing: string) => void;
  /** Where the Lease is that somebody must be able to hold. Absent: nobody looks after guards here. */
  readonly leaseNamespace?: string;
}

export interface GuardsDependencies extends GuardingDependencies {
  /** Told of every change of weights that was written here: its way into traffic is watched like any other's. */
  readonly onChange: (object: KubernetesObject, change: RecordedChange) => void;
}
