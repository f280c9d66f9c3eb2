import { RESOURCES } from "../traffic/cluster-view.ts";
import { streamOf, uniform } from "./chance.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "./mesh-spec.ts";
import type { SeedObject, SeedOwner } from "./seed-object.ts";
import { podAnnotations, podLabels, selectorLabels, templateLabels } from "./workload-labels.ts";

/** A workload's controllers and pods, owners before owned. `nth` spreads pods over the nodes. */
export function workloadObjects(spec: WorkloadSpec, mesh: MeshSpec, seed: number, nth: number): SeedObject[] {
  if (spec.role === "external") return [];
  const controller = spec.kind === "StatefulSet" ? statefulSet(spec) : deployment(spec);
  const replicaSet = spec.kind === "Deployment" ? [replicaSetOf(spec, seed)] : [];
  const pods = Array.from({ length: spec.replicas }, (_, index) =>
    podObject(spec, podName(spec, seed, index), mesh.nodes[(nth + index) % mesh.nodes.length] ?? "", seed),
  );
  return [controller, ...replicaSet, ...pods];
}

/** A pod that is up and ready on a node. */
export function podObject(spec: WorkloadSpec, name: string, node: string, seed: number): SeedObject {
  const { namespace, app, role } = spec;
  const containers = containersOf(spec);
  const startedAt = "2026-11-11T07:40:12Z";
  return {
    resource: RESOURCES.pods,
    manager: "kube-controller-manager",
    object: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name,
        namespace,
        labels: {
          ...podLabels(spec),
          ...(spec.kind === "Deployment" && { "pod-template-hash": templateHash(spec, seed) }),
        },
        ...podAnnotations(spec),
        ownerReferences: [
          spec.kind === "StatefulSet"
            ? owner("StatefulSet", spec.name)
            : owner("ReplicaSet", `${spec.name}-${templateHash(spec, seed)}`),
        ],
      },
      spec: { serviceAccountName: role === "gateway" ? "ingress" : app, nodeName: node, containers },
      status: {
        phase: "Running",
        conditions: ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
          type,
          status: "True",
          lastTransitionTime: startedAt,
        })),
        podIP: `10.244.${1 + (streamOf(node) % 9)}.${2 + (streamOf(name) % 250)}`,
        startTime: startedAt,
        containerStatuses: containers.map((container) => ({
          name: container.name,
          image: container.image,
          imageID: "",
          ready: true,
          restartCount: 0,
          started: true,
          state: { running: { startedAt } },
        })),
      },
    },
  };
}

export function podName(spec: WorkloadSpec, seed: number, index: number): string {
  if (spec.kind === "StatefulSet") return `${spec.name}-${index}`;
  return `${spec.name}-${templateHash(spec, seed)}-${randomLetters(seed, `${workloadKey(spec)}#${index}`, 5)}`;
}

function deployment(spec: WorkloadSpec): SeedObject {
  const status = { observedGeneration: 1, ...withReplicas(spec, spec.replicas), conditions: [AVAILABLE] };
  return {
    resource: RESOURCES.deployments,
    manager: "kubectl-client-side-apply",
    object: { ...controllerObject(spec, "Deployment", {}), status },
  };
}

const AVAILABLE = { type: "Available", status: "True", reason: "MinimumReplicasAvailable" };

function statefulSet(spec: WorkloadSpec): SeedObject {
  const status = { observedGeneration: 1, ...withReplicas(spec, spec.replicas) };
  return {
    resource: RESOURCES.statefulSets,
    manager: "kubectl-client-side-apply",
    object: { ...controllerObject(spec, "StatefulSet", { serviceName: spec.app }), status },
  };
}

/** What a controller's status counts when so many pods are up and ready. */
export function withReplicas({ kind }: WorkloadSpec, replicas: number): Readonly<Record<string, number>> {
  const counts = { replicas, readyReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas };
  return kind === "StatefulSet" ? { ...counts, currentReplicas: replicas } : counts;
}

function replicaSetOf(spec: WorkloadSpec, seed: number): SeedObject {
  const { replicas } = spec;
  const hash = templateHash(spec, seed);
  const plain = controllerObject(spec, "ReplicaSet", {}, { "pod-template-hash": hash });
  return {
    resource: RESOURCES.replicaSets,
    manager: "kube-controller-manager",
    object: {
      ...plain,
      metadata: { ...plain.metadata, name: `${spec.name}-${hash}`, ownerReferences: [owner("Deployment", spec.name)] },
      status: {
        observedGeneration: 1,
        replicas,
        fullyLabeledReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
      },
    },
  };
}

function controllerObject(spec: WorkloadSpec, kind: string, more: object, labels: Record<string, string> = {}) {
  const selected = { ...selectorLabels(spec), ...labels };
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: { name: spec.name, namespace: spec.namespace, labels: selected },
    spec: {
      replicas: spec.replicas,
      selector: { matchLabels: selected },
      ...more,
      template: {
        metadata: { labels: { ...templateLabels(spec), ...labels } },
        spec: {
          containers: containersOf(spec).filter(({ name }) => name !== "istio-proxy" || isProxy(spec)),
        },
      },
    },
  };
}

function containersOf(spec: WorkloadSpec) {
  const { app, version, port, sidecar } = spec;
  const own = { name: app, image: `registry.example.com/${app}:${version}`, ports: [{ containerPort: port }] };
  const proxy = { name: "istio-proxy", image: "docker.io/istio/proxyv2:1.27.1", ports: [{ containerPort: 15090 }] };
  return [...(isProxy(spec) ? [] : [own]), ...(sidecar ? [proxy] : [])];
}

/** Its pods hold a proxy and nothing else. */
const isProxy = ({ role }: WorkloadSpec) => role === "gateway" || role === "waypoint";

function owner(kind: SeedOwner["kind"], name: string): SeedOwner {
  return { apiVersion: "apps/v1", kind, name, uid: "", controller: true };
}

function templateHash(spec: WorkloadSpec, seed: number): string {
  return randomLetters(seed, `${workloadKey(spec)} template`, 9);
}

// The letters Kubernetes uses for generated names: no vowels, nothing that looks alike.
const SAFE_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

export function randomLetters(seed: number, name: string, count: number): string {
  return Array.from({ length: count }, (_, place) => {
    const at = Math.floor(uniform(seed, streamOf(name), place + 1) * SAFE_LETTERS.length);
    return SAFE_LETTERS[at] ?? "b";
  }).join("");
}
