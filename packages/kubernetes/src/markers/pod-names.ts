import type { MeshObjects } from "../mesh-objects.ts";
import { type WorkloadFacts, workloadNames } from "../workloads.ts";

/** How controllers name pods after a workload: a hash and five signs, five signs alone, or a number. */
const podSuffix = /^([a-z0-9]{5,10}-)?[a-z0-9]{5}$|^\d+$/;

/** The workload of a pod by its name; of one that is gone the longest name of a workload that its own begins with. */
export function createPodNames(
  objects: MeshObjects,
  workloads: readonly WorkloadFacts[],
): (namespace: string, name: string) => string | undefined {
  const nameOf = workloadNames(objects);
  const known = new Map(objects.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const inNamespace = Map.groupBy(workloads, ({ namespace }) => namespace);
  return (namespace, name) => {
    const pod = known.get(`${namespace}/${name}`);
    if (pod !== undefined) return nameOf(pod).name;
    const stems = (inNamespace.get(namespace) ?? []).map((workload) => workload.name);
    const fitting = stems.filter((stem) => name.startsWith(`${stem}-`) && podSuffix.test(name.slice(stem.length + 1)));
    return fitting.sort((a, b) => b.length - a.length)[0];
  };
}
