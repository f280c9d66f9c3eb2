import { RESOURCES } from "../traffic/cluster-view.ts";
import type { MeshSpec, WorkloadSpec } from "./mesh-spec.ts";
import { podObject } from "./pod-object.ts";
import { firstTemplate, type PodTemplate, templateHash } from "./pod-template.ts";
import { ownedBy, type SeedObject } from "./seed-object.ts";
import { selectorLabels } from "./workload-labels.ts";

/** Which edition of its pod template a controller is at. */
export const REVISION = "deployment.kubernetes.io/revision";
/** What of a rollout a ReplicaSet or ControllerRevision stands for. */
export interface Edition {
  readonly hash: string;
  readonly template: PodTemplate;
  readonly revision: number;
  /** Pods wanted of it. */
  readonly replicas: number;
}

/** A workload's controllers and pods, owners before owned. `nth` spreads pods over the nodes; RFC 3339. */
export function workloadObjects(spec: WorkloadSpec, mesh: MeshSpec, nth: number, startedAt: string): SeedObject[] {
  if (spec.role === "external") return [];
  const template = firstTemplate(spec, mesh);
  const hash = templateHash(spec, mesh, undefined);
  const edition = { hash, template, revision: 1, replicas: spec.replicas };
  const pods = Array.from({ length: spec.replicas }, (_, index) =>
    podObject(spec, mesh, { index, hash, template, node: nodeFor(mesh, nth + index), startedAt }),
  );
  const controllers =
    spec.kind === "StatefulSet"
      ? [statefulSet(spec, edition), controllerRevision(spec, edition)]
      : [deployment(spec, edition, startedAt), replicaSet(spec, edition)];
  return [...controllers, ...pods];
}

export function nodeFor({ nodes }: MeshSpec, nth: number): string {
  return nodes[nth % nodes.length] ?? "";
}

function deployment(spec: WorkloadSpec, edition: Edition, at: string): SeedObject {
  const plain = controllerObject(spec, "Deployment", edition.template);
  return {
    resource: RESOURCES.deployments,
    manager: "kubectl-client-side-apply",
    object: {
      ...plain,
      metadata: { ...plain.metadata, annotations: { [REVISION]: "1" } },
      status: {
        observedGeneration: 1,
        ...withReplicas(spec, spec.replicas),
        conditions: conditionsOf(spec, edition.hash, at, at),
      },
    },
  };
}

/** Available since one moment, and rolled out at another. */
export function conditionsOf({ name }: WorkloadSpec, hash: string, availableAt: string, rolledOutAt: string) {
  return [
    {
      type: "Available",
      status: "True",
      reason: "MinimumReplicasAvailable",
      message: "Deployment has minimum availability.",
      lastUpdateTime: availableAt,
      lastTransitionTime: availableAt,
    },
    {
      type: "Progressing",
      status: "True",
      reason: "NewReplicaSetAvailable",
      message: `ReplicaSet "${name}-${hash}" has successfully progressed.`,
      lastUpdateTime: rolledOutAt,
      lastTransitionTime: availableAt,
    },
  ];
}

function statefulSet(spec: WorkloadSpec, { template, hash }: Edition): SeedObject {
  const revisions = { currentRevision: `${spec.name}-${hash}`, updateRevision: `${spec.name}-${hash}` };
  const plain = controllerObject(spec, "StatefulSet", template);
  return {
    resource: RESOURCES.statefulSets,
    manager: "kubectl-client-side-apply",
    object: {
      ...plain,
      spec: { ...plain.spec, serviceName: spec.app },
      status: { observedGeneration: 1, ...withReplicas(spec, spec.replicas), ...revisions },
    },
  };
}

/** What a controller's status counts when so many pods are up and ready. */
export function withReplicas({ kind }: WorkloadSpec, replicas: number): Readonly<Record<string, number>> {
  const counts = { replicas, readyReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas };
  return kind === "StatefulSet" ? { ...counts, currentReplicas: replicas } : counts;
}

export function replicaSet(spec: WorkloadSpec, { hash, template, revision, replicas }: Edition): SeedObject {
  const plain = controllerObject(spec, "ReplicaSet", template, { "pod-template-hash": hash });
  return {
    resource: RESOURCES.replicaSets,
    manager: "kube-controller-manager",
    object: {
      ...plain,
      metadata: {
        ...plain.metadata,
        name: `${spec.name}-${hash}`,
        annotations: { [REVISION]: String(revision), "deployment.kubernetes.io/desired-replicas": String(replicas) },
        ownerReferences: [ownedBy("Deployment", spec.name)],
      },
      spec: { ...plain.spec, replicas },
      status: replicaSetStatus(replicas),
    },
  };
}

export function replicaSetStatus(replicas: number) {
  const ready = replicas > 0 ? { readyReplicas: replicas, availableReplicas: replicas } : {};
  return { observedGeneration: 1, replicas, ...(replicas > 0 && { fullyLabeledReplicas: replicas }), ...ready };
}

export function controllerRevision(spec: WorkloadSpec, { hash, template, revision }: Edition): SeedObject {
  const { name, namespace } = spec;
  return {
    resource: RESOURCES.controllerRevisions,
    manager: "kube-controller-manager",
    object: {
      apiVersion: "apps/v1",
      kind: "ControllerRevision",
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels: { ...selectorLabels(spec), "controller.kubernetes.io/hash": hash },
        ownerReferences: [ownedBy("StatefulSet", name)],
      },
      data: { spec: { template: { $patch: "replace", ...template } } },
      revision,
    },
  };
}

function controllerObject(
  spec: WorkloadSpec,
  kind: string,
  template: PodTemplate,
  labels: Record<string, string> = {},
) {
  const { name, namespace, replicas } = spec;
  const selected = { ...selectorLabels(spec), ...labels };
  const { metadata } = template;
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: { name, namespace, labels: selected },
    spec: {
      replicas,
      selector: { matchLabels: selected },
      template: { ...template, metadata: { ...metadata, labels: { ...metadata?.labels, ...labels } } },
    },
  };
}
