import { isObject, type KubernetesObject, listIn, objectIn, textIn } from "@fyr/routing";
import type { InventoryPod } from "@fyr/topology";
import { type Termination, terminationsOf, type Unready, unreadyOf } from "./pod-troubles.ts";

/** What Fyr remembers of a pod: a large cluster has tens of thousands of them. */
export interface PodFacts extends InventoryPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The controller that made it: ReplicaSet, StatefulSet, Job … */
  readonly owner?: OwnerName;
  /** A sidecar runs in it, or its annotation says that ambient captures it. */
  readonly proxied: boolean;
  /** Of a pod of istiod: its version, by the tag of its image. */
  readonly istiodVersion?: string;
  /** What Istio calls the cluster, as its proxy was told. */
  readonly clusterId?: string;
  /** Succeeded or Failed: it takes no traffic and is not counted. */
  readonly finished: boolean;
  /** Absent where none of its containers ended. */
  readonly terminations?: readonly Termination[];
  readonly unready?: Unready;
}

export interface OwnerName {
  readonly kind: string;
  readonly name: string;
}

export function readPod(object: KubernetesObject): PodFacts {
  const { metadata, spec } = object;
  const status = objectIn(object, "status");
  const phase = textIn(status, "phase") ?? "Unknown";
  const startedAt = textIn(status, "startTime");
  const host = textIn(spec, "nodeName");
  const owner = controllerOf(object);
  const proxy = proxyContainer(spec);
  const clusterId = clusterIdOf(proxy);
  const istiodVersion = istiodVersionOf(object);
  const finished = phase === "Succeeded" || phase === "Failed";
  const terminations = terminationsOf(status);
  const unready = finished ? undefined : unreadyOf(status);
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? "",
    labels: metadata.labels ?? {},
    phase,
    ready: isReady(status),
    restarts: restartsOf(status),
    ...(startedAt !== undefined && { startedAt }),
    ...(host !== undefined && { host }),
    ...(owner !== undefined && { owner }),
    ...(clusterId !== undefined && { clusterId }),
    ...(istiodVersion !== undefined && { istiodVersion }),
    proxied: proxy !== undefined || metadata.annotations?.["ambient.istio.io/redirection"] === "enabled",
    finished,
    ...(terminations.length > 0 && { terminations }),
    ...(unready !== undefined && { unready }),
  };
}

export function controllerOf({ metadata }: KubernetesObject): OwnerName | undefined {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner && { kind: owner.kind, name: owner.name };
}

/** Native sidecars are init containers that keep running. */
function proxyContainer(spec: unknown): unknown {
  const containers = [...listIn(spec, "containers"), ...listIn(spec, "initContainers")];
  return containers.find((container) => textIn(container, "name") === "istio-proxy");
}

/** `docker.io/istio/pilot:1.27.0-distroless` is 1.27.0. */
function istiodVersionOf({ metadata, spec }: KubernetesObject): string | undefined {
  if (metadata.labels?.["app"] !== "istiod") return undefined;
  const container = listIn(spec, "containers").find((each) => textIn(each, "name") === "discovery");
  return /:(\d+\.\d+(?:\.\d+)?)[^/]*$/.exec(textIn(container, "image") ?? "")?.[1];
}

function clusterIdOf(container: unknown): string | undefined {
  const variable = listIn(container, "env").find((entry) => textIn(entry, "name") === "ISTIO_META_CLUSTER_ID");
  return textIn(variable, "value");
}

function isReady(status: unknown): boolean {
  return listIn(status, "conditions").some(
    (condition) => textIn(condition, "type") === "Ready" && textIn(condition, "status") === "True",
  );
}

function restartsOf(status: unknown): number {
  return listIn(status, "containerStatuses").reduce<number>((sum, container) => {
    const count = isObject(container) ? container["restartCount"] : undefined;
    return sum + (typeof count === "number" ? count : 0);
  }, 0);
}
