import { type ClusterObject, type ClusterView, RESOURCES } from "../traffic/cluster-view.ts";
import type { MeshSpec, WorkloadSpec } from "./mesh-spec.ts";
import type { SeedObject } from "./seed-object.ts";
import { podName, podObject, withReplicas } from "./workload-objects.ts";

/** What must be done so that pods are what Deployments and StatefulSets ask for. */
export interface PodChanges {
  readonly create: readonly SeedObject[];
  readonly remove: readonly { readonly namespace: string; readonly name: string }[];
  /** Controllers whose status counts other pods than there will be. */
  readonly update: readonly { readonly resource: SeedObject["resource"]; readonly object: ClusterObject }[];
}

/** Stands in for Kubernetes' controllers, scheduler and kubelets: pods come up ready and go at once. */
export function reconcilePods(mesh: MeshSpec, cluster: ClusterView, seed: number): PodChanges {
  const podNames = new Set(cluster.list(RESOURCES.pods).map(({ metadata }) => pathOf(metadata)));
  const changes = {
    create: [] as SeedObject[],
    remove: [] as { namespace: string; name: string }[],
    update: [] as PodChanges["update"][number][],
  };
  for (const [kind, resource] of [
    ["Deployment", RESOURCES.deployments],
    ["StatefulSet", RESOURCES.statefulSets],
  ] as const) {
    const controllers = new Map(cluster.list(resource).map((object) => [pathOf(object.metadata), object]));
    for (const [nth, spec] of mesh.workloads.entries()) {
      const controller = controllers.get(pathOf(spec));
      if (spec.kind !== kind || spec.role === "external" || !controller) continue;
      const wanted = replicasOf(controller);
      for (let index = 0; index < Math.max(wanted, MOST_PODS); index += 1) {
        const name = podName(spec, seed, index);
        const exists = podNames.has(pathOf({ namespace: spec.namespace, name }));
        if (index < wanted && !exists) changes.create.push(podObject(spec, name, nodeFor(mesh, nth + index), seed));
        if (index >= wanted && exists) changes.remove.push({ namespace: spec.namespace, name });
      }
      const counted = countedAnew(controller, spec, wanted);
      if (counted) changes.update.push({ resource, object: counted });
    }
  }
  return changes;
}

/** Pods above this are not looked for when a workload shrinks. */
const MOST_PODS = 20;

const pathOf = ({ namespace = "", name }: { readonly namespace?: string; readonly name: string }) =>
  `${namespace}/${name}`;

function nodeFor({ nodes }: MeshSpec, nth: number): string {
  return nodes[nth % nodes.length] ?? "";
}

function replicasOf(controller: ClusterObject): number {
  const spec = controller["spec"] as { readonly replicas?: number } | undefined;
  return Math.min(MOST_PODS, spec?.replicas ?? 1);
}

function countedAnew(controller: ClusterObject, spec: WorkloadSpec, wanted: number): ClusterObject | undefined {
  const status = controller["status"] as { readonly replicas?: number } | undefined;
  return status?.replicas === wanted
    ? undefined
    : { ...controller, status: { ...status, ...withReplicas(spec, wanted) } };
}
