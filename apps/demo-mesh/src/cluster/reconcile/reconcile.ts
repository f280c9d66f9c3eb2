import type { MeshSpec } from "../../mesh/mesh-spec.ts";
import { type ClusterObject, type ClusterView, RESOURCES } from "../../traffic/cluster-view.ts";
import { allOf, type ClusterChanges } from "./changes.ts";
import { reconcileDeployment } from "./deployments.ts";
import { reconcileStatefulSet } from "./stateful-sets.ts";

/**
 * Stands in for Kubernetes' controllers, scheduler and kubelets: what a Deployment or StatefulSet asks for is there at
 * once, with the Events they would write. `at` is RFC 3339.
 */
export function reconcile(mesh: MeshSpec, cluster: ClusterView, at: string): ClusterChanges {
  const pods = byOwner(cluster.list(RESOURCES.pods));
  const sets = byOwner(cluster.list(RESOURCES.replicaSets));
  const revisions = byOwner(cluster.list(RESOURCES.controllerRevisions));
  const deployments = byPath(cluster.list(RESOURCES.deployments));
  const statefulSets = byPath(cluster.list(RESOURCES.statefulSets));
  return allOf(
    mesh.workloads.flatMap((spec, nth) => {
      const path = pathOf(spec);
      const of = { spec, mesh, nth, at };
      const controller = (spec.kind === "StatefulSet" ? statefulSets : deployments).get(path);
      if (!controller || spec.role === "external") return [];
      if (spec.kind === "StatefulSet") {
        return [
          reconcileStatefulSet({ ...of, controller, revisions: revisions.get(path) ?? [], pods: pods.get(path) ?? [] }),
        ];
      }
      const owned = sets.get(path) ?? [];
      const there = owned.flatMap((set) => pods.get(pathOf({ ...set.metadata, namespace: spec.namespace })) ?? []);
      return [reconcileDeployment({ ...of, controller, sets: owned, pods: there })];
    }),
  );
}

function byPath(objects: readonly ClusterObject[]): ReadonlyMap<string, ClusterObject> {
  return new Map(objects.map((object) => [pathOf(object.metadata), object]));
}

/** By `namespace/name` of what owns them. */
function byOwner(objects: readonly ClusterObject[]): ReadonlyMap<string, readonly ClusterObject[]> {
  return Map.groupBy(objects, ({ metadata }) =>
    pathOf({ ...metadata, name: metadata.ownerReferences?.[0]?.name ?? "" }),
  );
}

const pathOf = ({ namespace = "", name }: { readonly namespace?: string; readonly name: string }) =>
  `${namespace}/${name}`;
