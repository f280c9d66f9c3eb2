import { controllerRevision, withReplicas } from "../../mesh/workload-objects.ts";
import { type ClusterObject, RESOURCES } from "../../traffic/cluster-view.ts";
import { allOf, type ClusterChanges, NO_CHANGES } from "./changes.ts";
import { type Controlled, statusOf, wantedOf } from "./controller.ts";
import { reconcilePods } from "./pods.ts";

interface OfStatefulSet extends Controlled {
  /** Its ControllerRevisions and its pods. */
  readonly revisions: readonly ClusterObject[];
  readonly pods: readonly ClusterObject[];
}

/** A ControllerRevision for each edition of the pod template; pods of an older one are made again under their names. */
export function reconcileStatefulSet(of: OfStatefulSet): ClusterChanges {
  const { spec, revisions, pods, controller } = of;
  const { namespace, name } = spec;
  const { hash, replicas, template } = wantedOf(of);
  const edition = `${name}-${hash}`;
  const newest = Math.max(0, ...revisions.map(revisionOf));
  const current = revisions.find(({ metadata }) => metadata.name === edition);
  const isNewest = current !== undefined && revisionOf(current) === newest;
  const resource = RESOURCES.controllerRevisions;
  const revision: ClusterChanges = {
    ...NO_CHANGES,
    create: current ? [] : [controllerRevision(spec, { hash, template, revision: newest + 1, replicas })],
    update: current && !isNewest ? [{ resource, object: { ...current, revision: newest + 1 } }] : [],
  };
  const owner = { apiVersion: "apps/v1", kind: "StatefulSet", namespace, name };
  const podChanges = reconcilePods(of, { hash, replicas, template }, pods, {
    owner,
    component: "statefulset-controller",
  });
  const status = statusOf(controller);
  if (status?.replicas === replicas && isNewest) return allOf([revision, podChanges]);
  const counted = { ...status, ...withReplicas(spec, replicas), currentRevision: edition, updateRevision: edition };
  const update = {
    resource: RESOURCES.statefulSets,
    object: { ...controller, status: counted },
    subresource: "status",
  } as const;
  return allOf([revision, podChanges, { ...NO_CHANGES, update: [update] }]);
}

const revisionOf = (object: ClusterObject) => Number(object["revision"] ?? 0);
