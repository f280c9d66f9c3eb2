import type { RouteRef } from "@fyr/contract";

/** What Kubernetes knows. It adds to the picture what metrics cannot tell, and never takes traffic away. */
export interface Inventory {
  readonly workloads: readonly InventoryWorkload[];
  readonly services: readonly InventoryService[];
  readonly serviceEntries: readonly InventoryServiceEntry[];
  readonly routes: readonly InventoryRoute[];
  /** Full host names whose destination rule limits connections or ejects outliers. */
  readonly circuitBreakerHosts: readonly string[];
  readonly namespaces: readonly string[];
  /** Of Kubernetes nodes by name, as far as they are told. */
  readonly zones?: ReadonlyMap<string, string>;
  /** Names of Kubernetes nodes by their addresses. */
  readonly hostNames?: ReadonlyMap<string, string>;
}

export interface InventoryPod {
  readonly name: string;
  readonly phase: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly startedAt?: string;
  /** The Kubernetes node it runs on. */
  readonly host?: string;
}

export interface InventoryWorkload {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** Deployment, StatefulSet, DaemonSet … */
  readonly workloadKind: string;
  readonly app?: string;
  readonly version?: string;
  /** Has a sidecar or is captured by ambient. */
  readonly inMesh: boolean;
  readonly role: "workload" | "gateway" | "waypoint";
  /** Absent where they are not known for the moment the inventory stands for. */
  readonly pods?: { readonly ready: number; readonly total: number };
  /** Kiali's `health.kiali.io/rate`, as written on it or on its pod template. */
  readonly rateAnnotation?: string;
  /** Names of the Kubernetes services that select it. */
  readonly services: readonly string[];
  readonly podNames: readonly InventoryPod[];
}

export interface InventoryService {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** Full host name: `cart.shop.svc.cluster.local`. */
  readonly host: string;
  readonly rateAnnotation?: string;
  /** Names of the workloads it selects. */
  readonly selects: readonly string[];
}

export interface InventoryServiceEntry {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** May start with `*.`. */
  readonly hosts: readonly string[];
}

export interface InventoryRoute {
  readonly route: RouteRef;
  /** Full host names it claims. */
  readonly hosts: readonly string[];
  /** Full host names it sends to. */
  readonly destinationHosts: readonly string[];
  /** One of its rules has two or more destinations. */
  readonly splits: boolean;
  readonly injectsFaults: boolean;
}
