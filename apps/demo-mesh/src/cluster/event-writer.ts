import { timestamp } from "../kubernetes/store/object.ts";
import type { ObjectStore } from "../kubernetes/store/object-store.ts";
import { type ClusterObject, RESOURCES, type ResourceName } from "../traffic/cluster-view.ts";
import type { ClusterClock } from "./clock.ts";
import { createOwned } from "./create-owned.ts";
import { everydayEvents } from "./everyday-events.ts";
import { eventObject, type KubeEvent, type ObjectName } from "./kube-event.ts";

/** How long the API server keeps an Event, s (`--event-ttl`). */
const KEPT_SECONDS = 3600;

/** Who writes Events and forgets them. */
export interface EventWriter {
  /** Written now; the same Event of the same moment is written once. */
  tell(event: KubeEvent): void;
  /** Writes what any cluster has to say since the last call, an hour at most, and forgets what is older. */
  passTime(): void;
}

export function createEventWriter(store: ObjectStore, clock: ClusterClock, seed: number): EventWriter {
  let reached = 0;
  const tell = (event: KubeEvent) => {
    const uid = storedObject(store, event.about)?.metadata.uid;
    const about = { ...event.about, ...(uid && { uid }) };
    const seedObject = eventObject({ ...event, about }, timestamp(clock.now()), seed);
    const { namespace, name } = seedObject.object.metadata;
    if (!store.get(RESOURCES.events, namespace, name)) createOwned(store, seedObject);
  };
  return {
    tell,
    passTime() {
      const now = clock.now() / 1000;
      const from = Math.max(reached, now - KEPT_SECONDS);
      for (const { at, event } of everydayEvents(store, seed, from, now)) clock.at(at * 1000, () => tell(event));
      reached = now;
      for (const event of store.list(RESOURCES.events)) {
        if (lastSeen(event) >= now - KEPT_SECONDS) continue;
        store.delete(RESOURCES.events, event.metadata.namespace, event.metadata.name);
      }
    },
  };
}

/** Unix seconds. */
function lastSeen(event: ClusterObject): number {
  const { series, lastTimestamp, eventTime } = event as {
    readonly series?: { readonly lastObservedTime?: string };
    readonly lastTimestamp?: string | null;
    readonly eventTime?: string | null;
  };
  const last = series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? event.metadata.creationTimestamp;
  return Date.parse(last ?? "") / 1000;
}

const KINDS: Readonly<Record<string, ResourceName>> = {
  Pod: RESOURCES.pods,
  Node: RESOURCES.nodes,
  Deployment: RESOURCES.deployments,
  ReplicaSet: RESOURCES.replicaSets,
  StatefulSet: RESOURCES.statefulSets,
};

function storedObject(store: ObjectStore, { kind, namespace, name }: ObjectName) {
  const resource = KINDS[kind];
  return resource && store.get(resource, namespace, name);
}
