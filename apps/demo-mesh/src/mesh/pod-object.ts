import { RESOURCES } from "../traffic/cluster-view.ts";
import { streamOf } from "./chance.ts";
import { randomLetters } from "./letters.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "./mesh-spec.ts";
import { type PodTemplate, podContainers } from "./pod-template.ts";
import { ownedBy, type SeedObject } from "./seed-object.ts";
import { podAnnotations, podLabels } from "./workload-labels.ts";

/** Which pod of a workload: the `index`th of those made of a template. */
export interface PodPlace {
  readonly index: number;
  readonly hash: string;
  readonly template: PodTemplate;
  readonly node: string;
  /** RFC 3339. */
  readonly startedAt: string;
}

/** A pod that is up and ready on a node. */
export function podObject(spec: WorkloadSpec, mesh: MeshSpec, place: PodPlace): SeedObject {
  const { namespace, app, role } = spec;
  const { node, startedAt, template } = place;
  const name = podName(spec, mesh.seed, place);
  const containers = podContainers(spec, mesh, template);
  return {
    resource: RESOURCES.pods,
    manager: "kube-controller-manager",
    object: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, namespace, ...marks(spec, name, place) },
      spec: { serviceAccountName: role === "gateway" ? "ingress" : app, nodeName: node, containers },
      status: {
        phase: "Running",
        conditions: ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
          type,
          status: "True",
          lastTransitionTime: startedAt,
        })),
        podIP: podAddress(node, name),
        startTime: startedAt,
        containerStatuses: containers.map((container) => ({
          name: container.name,
          image: container.image,
          imageID: "",
          ready: true,
          restartCount: 0,
          started: true,
          state: { running: { startedAt } },
          lastState: {},
        })),
      },
    },
  };
}

export function podName(spec: WorkloadSpec, seed: number, { index, hash }: Pick<PodPlace, "index" | "hash">): string {
  if (spec.kind === "StatefulSet") return `${spec.name}-${index}`;
  return `${spec.name}-${hash}-${randomLetters(seed, `${workloadKey(spec)} ${hash} #${index}`, 5)}`;
}

function podAddress(node: string, name: string): string {
  return `10.244.${1 + (streamOf(node) % 9)}.${2 + (streamOf(name) % 250)}`;
}

function marks(spec: WorkloadSpec, name: string, { hash, index, template }: PodPlace) {
  const { annotations = {} } = podAnnotations(spec);
  const given = template.metadata ?? {};
  const ofSet = {
    "controller-revision-hash": `${spec.name}-${hash}`,
    "statefulset.kubernetes.io/pod-name": name,
    "apps.kubernetes.io/pod-index": String(index),
  };
  const all = { ...given.annotations, ...annotations };
  return {
    labels: {
      ...given.labels,
      ...podLabels(spec),
      ...(spec.kind === "Deployment" ? { "pod-template-hash": hash } : ofSet),
    },
    ...(Object.keys(all).length > 0 && { annotations: all }),
    ownerReferences: [
      spec.kind === "StatefulSet" ? ownedBy("StatefulSet", spec.name) : ownedBy("ReplicaSet", `${spec.name}-${hash}`),
    ],
  };
}
