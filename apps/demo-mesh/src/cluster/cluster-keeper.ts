import { type DraftObject, timestamp } from "../kubernetes/store/object.ts";
import { createObjectStore, type ObjectStore } from "../kubernetes/store/object-store.ts";
import { clusterObjects } from "../mesh/cluster-objects.ts";
import type { MeshSpec } from "../mesh/mesh-spec.ts";
import type { SeedObject } from "../mesh/seed-object.ts";
import { type ClusterObject, RESOURCES, type ResourceName } from "../traffic/cluster-view.ts";
import type { ClusterHands } from "./chronicle.ts";
import { type ClusterClock, createClusterClock } from "./clock.ts";
import { createOwned } from "./create-owned.ts";
import { createEventWriter } from "./event-writer.ts";
import type { KubeEvent } from "./kube-event.ts";
import { reconcile } from "./reconcile/reconcile.ts";

export interface ClusterKeeperOptions {
  readonly mesh: MeshSpec;
  /** Where objects are kept between runs. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface ClusterKeeper {
  readonly store: ObjectStore;
  readonly hands: ClusterHands;
  /** Brings pods in line with what controllers ask for. */
  reconcile(): void;
  /** Writes Events of everyday life, and forgets old ones. */
  passTime(): void;
}

const FIRST_DAY_BEFORE_MS = 9 * 86_400_000;
const MANAGER = "kube-controller-manager";
const RECONCILED = new Set<string>(
  [RESOURCES.pods, RESOURCES.deployments, RESOURCES.statefulSets].map(({ plural }) => plural),
);

/** The cluster's objects: those of the last run, or those of the first day. */
export function keepCluster({ mesh, file, now }: ClusterKeeperOptions): ClusterKeeper {
  // The first objects are older than the mesh's history: nobody rolled everything out at once a minute ago.
  const clock = createClusterClock(now);
  const store = createObjectStore({ now: clock.now, persistTo: file });
  if (store.list(RESOURCES.pods).length === 0) {
    clock.at(now() - FIRST_DAY_BEFORE_MS, () => seedStore(store, clusterObjects(mesh, timestamp(clock.now()))));
  }
  let isOutOfLine = true;
  store.subscribe(({ resource }) => {
    if (RECONCILED.has(resource.plural)) isOutOfLine = true;
  });
  const { tell, passTime } = createEventWriter(store, clock, mesh.seed);
  const bringInLine = () => {
    if (!isOutOfLine) return;
    isOutOfLine = false;
    const { create, remove, update, tell: events } = reconcile(mesh, store, timestamp(clock.now()));
    for (const event of events.filter(({ reason }) => reason === "Killing")) tell(event);
    for (const { resource, namespace, name } of remove) store.delete(resource, namespace, name);
    for (const seedObject of create) createOwned(store, seedObject);
    for (const { resource, object, subresource } of update) put(store, resource, object, subresource);
    for (const event of events.filter(({ reason }) => reason !== "Killing")) tell(event);
  };
  return { store, reconcile: bringInLine, passTime, hands: handsOn(store, clock, bringInLine, tell) };
}

function put(
  store: ObjectStore,
  resource: ResourceName,
  object: ClusterObject,
  subresource: "status" | undefined,
): void {
  const current = store.get(resource, object.metadata.namespace, object.metadata.name);
  if (!current) return;
  const draft = subresource === "status" ? { ...current, status: object["status"] } : { ...(object as DraftObject) };
  const metadata = { ...draft.metadata, resourceVersion: current.metadata.resourceVersion };
  store.update(resource, { ...draft, metadata }, { manager: MANAGER, ...(subresource && { subresource }) });
}

function handsOn(
  store: ObjectStore,
  clock: ClusterClock,
  bringInLine: () => void,
  tell: (event: KubeEvent) => void,
): ClusterHands {
  return {
    get: store.get,
    put: (resource, object, manager) => {
      store.update(resource, object as DraftObject, { manager });
    },
    tell,
    at: (moment, act) =>
      clock.at(moment * 1000, () => {
        act();
        bringInLine();
      }),
  };
}

/** Puts the first day's objects into an empty store. */
export function seedStore(store: ObjectStore, seeds: readonly SeedObject[]): void {
  for (const seedObject of seeds) createOwned(store, seedObject);
}
