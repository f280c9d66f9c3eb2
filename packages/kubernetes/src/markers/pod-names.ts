import { createPodOwners } from "@fyr/topology";
import type { MeshObjects } from "../mesh-objects.ts";
import { type WorkloadFacts, workloadNames } from "../workloads.ts";

/** The workload of a pod by its name; of one that is gone the longest name of a workload that its own begins with. */
export function createPodNames(
  objects: MeshObjects,
  workloads: readonly WorkloadFacts[],
): (namespace: string, name: string) => string | undefined {
  const nameOf = workloadNames(objects);
  const known = new Map(objects.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const ownerOf = createPodOwners(workloads);
  return (namespace, name) => {
    const pod = known.get(`${namespace}/${name}`);
    return pod === undefined ? ownerOf(namespace, name) : nameOf(pod).name;
  };
}
