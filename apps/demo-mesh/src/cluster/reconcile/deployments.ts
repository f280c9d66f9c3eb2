import { conditionsOf, REVISION, replicaSet, replicaSetStatus, withReplicas } from "../../mesh/workload-objects.ts";
import { type ClusterObject, RESOURCES } from "../../traffic/cluster-view.ts";
import type { KubeEvent } from "../kube-event.ts";
import { allOf, type ClusterChanges, NO_CHANGES } from "./changes.ts";
import { type Controlled, statusOf, wantedOf } from "./controller.ts";
import { reconcilePods } from "./pods.ts";

interface OfDeployment extends Controlled {
  /** Its ReplicaSets, and all pods of those. */
  readonly sets: readonly ClusterObject[];
  readonly pods: readonly ClusterObject[];
}

/** A ReplicaSet for each edition of the pod template: the one that is asked for has all the pods. */
export function reconcileDeployment(of: OfDeployment): ClusterChanges {
  const { spec, sets, pods, at } = of;
  const { hash, replicas, template } = wantedOf(of);
  const name = `${spec.name}-${hash}`;
  const newest = Math.max(0, ...sets.map(revisionOf));
  const current = sets.find(({ metadata }) => metadata.name === name);
  const isNewest = current !== undefined && revisionOf(current) === newest;
  const revision = isNewest ? newest : newest + 1;
  const made = current ? [] : [replicaSet(spec, { hash, template, revision, replicas })];
  const setChanges: ClusterChanges = {
    ...NO_CHANGES,
    create: made,
    update: sets.flatMap((set) => scaled(set, set === current ? replicas : 0, set === current ? revision : undefined)),
    tell: [
      ...sets
        .filter((set) => set !== current && wanted(set) > 0)
        .map((set) => told(of, "down", set.metadata.name, wanted(set), 0)),
      ...(current === undefined || wanted(current) !== replicas
        ? [
            told(
              of,
              (current ? wanted(current) : 0) < replicas ? "up" : "down",
              name,
              current ? wanted(current) : 0,
              replicas,
            ),
          ]
        : []),
    ],
  };
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", namespace: spec.namespace, name };
  const podChanges = reconcilePods(of, { hash, replicas, template }, pods, {
    owner,
    component: "replicaset-controller",
  });
  return allOf([
    setChanges,
    podChanges,
    deploymentChanges(of, { hash, revision, replicas, isRolledOut: !isNewest, at }),
  ]);
}

interface RolledOut {
  readonly hash: string;
  readonly revision: number;
  readonly replicas: number;
  readonly isRolledOut: boolean;
  readonly at: string;
}

function deploymentChanges({ spec, controller }: OfDeployment, now: RolledOut): ClusterChanges {
  const { hash, revision, replicas, isRolledOut, at } = now;
  const { metadata } = controller;
  const resource = RESOURCES.deployments;
  const annotations = { ...metadata.annotations, [REVISION]: String(revision) };
  const status = statusOf(controller);
  const isCounted = status?.replicas === replicas && !isRolledOut;
  if (isCounted) return NO_CHANGES;
  const conditions = isRolledOut ? { conditions: conditionsOf(spec, hash, metadata.creationTimestamp ?? at, at) } : {};
  const object = { ...controller, metadata: { ...metadata, annotations } };
  const counted = { ...status, ...withReplicas(spec, replicas), ...conditions };
  return {
    ...NO_CHANGES,
    update: [
      ...(isRolledOut ? [{ resource, object }] : []),
      { resource, object: { ...object, status: counted }, subresource: "status" },
    ],
  };
}

function scaled(set: ClusterObject, replicas: number, revision: number | undefined): ClusterChanges["update"] {
  const isSame = wanted(set) === replicas && (revision === undefined || revision === revisionOf(set));
  if (isSame) return [];
  const { metadata } = set;
  const annotations = { ...metadata.annotations, ...(revision !== undefined && { [REVISION]: String(revision) }) };
  const spec = { ...(set["spec"] as object), replicas };
  return [
    {
      resource: RESOURCES.replicaSets,
      object: { ...set, metadata: { ...metadata, annotations }, spec, status: replicaSetStatus(replicas) },
    },
  ];
}

function told({ spec }: OfDeployment, way: "up" | "down", set: string, from: number, to: number): KubeEvent {
  return {
    type: "Normal",
    reason: "ScalingReplicaSet",
    message: `Scaled ${way} replica set ${set} from ${from} to ${to}`,
    about: { apiVersion: "apps/v1", kind: "Deployment", namespace: spec.namespace, name: spec.name },
    component: "deployment-controller",
  };
}

const revisionOf = ({ metadata }: ClusterObject) => Number(metadata.annotations?.[REVISION] ?? 0);
const wanted = (set: ClusterObject) => (set["spec"] as { readonly replicas?: number } | undefined)?.replicas ?? 0;
