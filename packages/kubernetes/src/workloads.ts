import type { InventoryWorkload } from "@fyr/topology";
import { type ControllerFacts, type MeshObjects, type NamespaceFacts, selects } from "./mesh-objects.ts";
import type { OwnerName, PodFacts } from "./pods.ts";

/** A workload with the pods it has, before its cluster is named. */
export interface WorkloadFacts extends Omit<InventoryWorkload, "cluster" | "podNames"> {
  readonly labels: Readonly<Record<string, string>>;
  readonly podFacts: readonly PodFacts[];
}

/** Every workload of the cluster: what has pods, and controllers that have none right now. */
export function workloadsOf(objects: MeshObjects): WorkloadFacts[] {
  const nameOf = workloadNames(objects);
  const byWorkload = new Map<string, { owner: OwnerName; pods: PodFacts[] }>();
  for (const pod of objects.pods) {
    if (pod.finished) continue;
    const owner = nameOf(pod);
    const key = `${pod.namespace}/${owner.kind}/${owner.name}`;
    const known = byWorkload.get(key);
    if (known === undefined) byWorkload.set(key, { owner, pods: [pod] });
    else known.pods.push(pod);
  }
  const controllers = new Map(objects.controllers.map((each) => [`${each.namespace}/${each.kind}/${each.name}`, each]));
  const context = {
    namespaces: new Map(objects.namespaces.map((namespace) => [namespace.name, namespace])),
    services: servicesByLabel(objects.services),
    objects,
  };
  const running = [...byWorkload].map(([key, { owner, pods }]) => workload(owner, pods, controllers.get(key), context));
  const idle = [...controllers]
    .filter(([key]) => !byWorkload.has(key))
    .map(([, each]) => workload(each, [], each, context));
  return [...running, ...idle];
}

/**
 * The name Istio's proxies report: the Deployment behind a ReplicaSet, the CronJob behind a Job, else the controller,
 * else the pod itself. https://github.com/istio/istio/blob/1.27.0/pkg/kube/controllers/workload.go
 */
export function workloadNames({ replicaSets }: Pick<MeshObjects, "replicaSets">): (pod: PodFacts) => OwnerName {
  const owners = new Map(replicaSets.map(({ namespace, name, owner }) => [`${namespace}/${name}`, owner]));
  return ({ namespace, name, labels, owner }) => {
    const renamed = labels["service.istio.io/workload-name"];
    const found = owner === undefined ? { kind: "Pod", name } : resolved(owner);
    return renamed === undefined ? found : { ...found, name: renamed };

    function resolved(direct: OwnerName): OwnerName {
      if (direct.kind === "Job") {
        const cronJob = /^(.+)-\d{8,10}$/.exec(direct.name)?.[1];
        return cronJob === undefined ? direct : { kind: "CronJob", name: cronJob };
      }
      if (direct.kind !== "ReplicaSet") return direct;
      const known = owners.get(`${namespace}/${direct.name}`);
      if (known !== undefined) return known;
      const hash = labels["pod-template-hash"];
      const stem = hash !== undefined && direct.name.endsWith(`-${hash}`) ? direct.name.slice(0, -hash.length - 1) : "";
      return stem === "" ? direct : { kind: "Deployment", name: stem };
    }
  };
}

interface Context {
  readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  readonly services: SelectingServices;
  readonly objects: MeshObjects;
}

function workload(
  owner: OwnerName,
  pods: readonly PodFacts[],
  controller: ControllerFacts | undefined,
  { namespaces, services, objects }: Context,
): WorkloadFacts {
  const namespace = pods[0]?.namespace ?? controller?.namespace ?? "";
  const labels = pods[0]?.labels ?? controller?.labels ?? {};
  const app = labels["service.istio.io/canonical-name"] ?? labels["app.kubernetes.io/name"] ?? labels["app"];
  const version =
    labels["service.istio.io/canonical-revision"] ?? labels["app.kubernetes.io/version"] ?? labels["version"];
  const total = controller?.replicas ?? pods.length;
  return {
    namespace,
    name: owner.name,
    workloadKind: owner.kind,
    ...(app !== undefined && { app }),
    ...(version !== undefined && { version }),
    ...(controller?.rateAnnotation !== undefined && { rateAnnotation: controller.rateAnnotation }),
    inMesh: isInMesh(pods, labels, namespaces.get(namespace)?.labels ?? {}),
    role: roleOf(labels, objects.gatewaySelectors),
    // While a rollout has more pods than wanted, as many as wanted are enough.
    pods: { ready: Math.min(total, pods.filter(({ ready }) => ready).length), total },
    services: services(namespace, labels),
    labels,
    podFacts: pods,
  };
}

type Labels = Readonly<Record<string, string>>;
/** Names of the services of a namespace that select pods with these labels, in the order they were listed. */
type SelectingServices = (namespace: string, labels: Labels) => string[];

/** Found by the first label each selects by: of all services of a namespace few have any given one. */
function servicesByLabel(services: MeshObjects["services"]): SelectingServices {
  const keyOf = (namespace: string, [name, value]: readonly [string, string]) => `${namespace}/${name}=${value}`;
  const placed = services.flatMap(({ namespace, name, selector }, place) => {
    const [first] = Object.entries(selector);
    return first === undefined ? [] : [{ key: keyOf(namespace, first), name, selector, place }];
  });
  const byKey = Map.groupBy(placed, ({ key }) => key);
  return (namespace, labels) =>
    Object.entries(labels)
      .flatMap((label) => byKey.get(keyOf(namespace, label)) ?? [])
      .filter(({ selector }) => selects(selector, labels))
      .sort((a, b) => a.place - b.place)
      .map(({ name }) => name);
}

/** By its pods; without any, by what injection or ambient would do to them. */
function isInMesh(pods: readonly PodFacts[], labels: Labels, namespaceLabels: Labels): boolean {
  if (pods.some(({ proxied }) => proxied)) return true;
  const mode = labels["istio.io/dataplane-mode"] ?? namespaceLabels["istio.io/dataplane-mode"];
  if (mode === "ambient") return true;
  if (pods.length > 0 || labels["sidecar.istio.io/inject"] === "false") return false;
  const injected = namespaceLabels["istio-injection"] === "enabled" || namespaceLabels["istio.io/rev"] !== undefined;
  return injected || labels["sidecar.istio.io/inject"] === "true" || labels["istio.io/rev"] !== undefined;
}

function roleOf(labels: Labels, gatewaySelectors: MeshObjects["gatewaySelectors"]): InventoryWorkload["role"] {
  if (labels["gateway.istio.io/managed"] === "istio.io-mesh-controller") return "waypoint";
  const isGateway =
    labels["gateway.networking.k8s.io/gateway-name"] !== undefined ||
    labels["istio"] === "ingressgateway" ||
    labels["istio"] === "egressgateway" ||
    labels["gateway.istio.io/managed"] !== undefined ||
    gatewaySelectors.some((selector) => selects(selector, labels));
  return isGateway ? "gateway" : "workload";
}
