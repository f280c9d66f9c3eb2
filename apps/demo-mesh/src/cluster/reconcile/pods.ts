import { type PodPlace, podName, podObject } from "../../mesh/pod-object.ts";
import { type PodTemplate, podContainers } from "../../mesh/pod-template.ts";
import { nodeFor } from "../../mesh/workload-objects.ts";
import { type ClusterObject, RESOURCES } from "../../traffic/cluster-view.ts";
import type { KubeEvent, ObjectName } from "../kube-event.ts";
import type { ClusterChanges } from "./changes.ts";
import type { Controlled } from "./controller.ts";
import { startedPod, stoppedPod } from "./pod-events.ts";

interface Wanted {
  readonly hash: string;
  readonly replicas: number;
  readonly template: PodTemplate;
}

/** Who makes the pods, and in whose name it says so. */
interface Maker {
  readonly owner: ObjectName;
  readonly component: "replicaset-controller" | "statefulset-controller";
}

/** As many pods of the wanted edition as are wanted, and no others. */
export function reconcilePods(
  of: Controlled,
  wanted: Wanted,
  pods: readonly ClusterObject[],
  maker: Maker,
): ClusterChanges {
  const { spec, mesh, nth, at } = of;
  const { hash, replicas, template } = wanted;
  const places = Array.from(
    { length: replicas },
    (_, index): PodPlace => ({ index, hash, template, node: nodeFor(mesh, nth + index), startedAt: at }),
  );
  const names = new Map(places.map((place) => [podName(spec, mesh.seed, place), place]));
  const leaving = pods.filter((pod) => !names.has(pod.metadata.name) || !isOfEdition(pod, spec.name, hash));
  const staying = new Set(pods.filter((pod) => !leaving.includes(pod)).map(({ metadata }) => metadata.name));
  const coming = [...names].filter(([name]) => !staying.has(name));
  const containers = podContainers(spec, mesh, template);
  return {
    remove: leaving.map(({ metadata: { name } }) => ({ resource: RESOURCES.pods, namespace: spec.namespace, name })),
    create: coming.map(([, place]) => podObject(spec, mesh, place)),
    update: [],
    tell: [
      ...leaving.flatMap((pod) => [said(maker, "Deleted", pod.metadata.name), ...stoppedPod(pod)]),
      ...coming.flatMap(([name, { node }]) => [
        said(maker, "Created", name),
        ...startedPod({ namespace: spec.namespace, name, node }, containers),
      ]),
    ],
  };
}

function isOfEdition({ metadata }: ClusterObject, workload: string, hash: string): boolean {
  const { labels = {} } = metadata;
  const edition = labels["pod-template-hash"] ?? labels["controller-revision-hash"];
  return edition === hash || edition === `${workload}-${hash}`;
}

function said({ owner, component }: Maker, what: "Created" | "Deleted", pod: string): KubeEvent {
  const verb = what === "Created" ? "create" : "delete";
  const message =
    component === "replicaset-controller"
      ? `${what} pod: ${pod}`
      : `${verb} Pod ${pod} in StatefulSet ${owner.name} successful`;
  const reason = what === "Created" ? "SuccessfulCreate" : "SuccessfulDelete";
  return { type: "Normal", reason, message, about: owner, component };
}
