export type AppProtocol = "http" | "grpc" | "tcp";

/** One call a workload makes while it answers a request. */
export interface CallSpec {
  /** Name in full of the Kubernetes service or external host. */
  readonly host: string;
  /** Calls per answered request; below 1 it is the share of requests that make the call. */
  readonly perRequest: number;
  /** Share of failed calls that fail the caller's own answer, 0..1; the rest it makes do without. */
  readonly propagates: number;
  /** For calls of a gateway: what the outside asked for. Its routes lead there, or elsewhere. */
  readonly entry?: { readonly authority: string; readonly path: string };
}

export interface WorkloadSpec {
  /** `gateway` lets traffic in, `waypoint` stands before its namespace, `external` is a service entry's host outside. */
  readonly role: "workload" | "gateway" | "waypoint" | "external";
  readonly kind: "Deployment" | "StatefulSet";
  readonly namespace: string;
  readonly name: string;
  /** Label `app`, and the name of the Kubernetes service in front of it. */
  readonly app: string;
  readonly version: string;
  /** Name in full that callers use. */
  readonly host: string;
  readonly protocol: AppProtocol;
  readonly port: number;
  readonly replicas: number;
  readonly sidecar: boolean;
  /** Captured by its node's ztunnel instead of having a sidecar, and perhaps with a waypoint before it. */
  readonly ambient?: "ztunnel" | "waypoint";
  /** Median time of its own work at no load, without what it calls, ms. */
  readonly ownMs: number;
  /** Spread of that time: sigma of the lognormal. */
  readonly spread: number;
  /** CPU per request, ms; with `POD_CORES` this settles how busy a pod is. */
  readonly cpuMsPerRequest: number;
  /** Share of requests that fail by its own fault, 0..1. */
  readonly failureRatio: number;
  /** Share of requests answered with a client error, 0..1, and which HTTP code. */
  readonly clientErrors?: { readonly ratio: number; readonly code: string };
  /** In a generated mesh: its route asks for so many more tries when one fails. */
  readonly retries?: number;
  readonly calls: readonly CallSpec[];
}

export interface MeshSpec {
  /** The run of chance it was made by. */
  readonly seed: number;
  /** Speeds, failures and what comes in wander, as where many teams share a cluster. */
  readonly isNoisy: boolean;
  readonly cluster: string;
  readonly trustDomain: string;
  /** Such as `1.30.3`. */
  readonly istioVersion: string;
  /** Kubernetes nodes. */
  readonly nodes: readonly string[];
  readonly namespaces: readonly string[];
  /** Requests per second from outside at the gateway, averaged over a day. */
  readonly entryPerSecond: number;
  readonly workloads: readonly WorkloadSpec[];
}

/** CPU a pod may use, cores. */
export const POD_CORES = 0.5;
/** Memory it may use, MiB. */
export const POD_MEMORY_MIB = 384;

export function serviceHost(namespace: string, app: string): string {
  return `${app}.${namespace}.svc.cluster.local`;
}

export function isInMesh({ sidecar, ambient }: Pick<WorkloadSpec, "sidecar" | "ambient">): boolean {
  return sidecar || ambient !== undefined;
}

/** `namespace/name`; unique within a mesh. */
export function workloadKey({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
