import type { KubernetesObject } from "@fyr/routing";
import { type AccessQuestion, type AccessSubject, mayAs } from "./access.ts";
import { type ConnectionPool, createKubernetesApi } from "./api.ts";
import { type CallerCluster, createCallerCluster } from "./caller-cluster.ts";
import { type ConnectionOptions, type Credential, connectionAs, createConnection } from "./connection.ts";
import { createDiscovery } from "./discovery.ts";
import { createKeptCallers } from "./kept-callers.ts";
import { createLease, type Lease, type LeaseOptions } from "./lease.ts";
import type { MeshObjects } from "./mesh-objects.ts";
import { createSeenChanges, type SeenChange } from "./seen-changes.ts";
import { type InventoryListeners, type InventoryWatch, watchInventory } from "./watch-inventory.ts";
import { readKinds } from "./watched-kinds.ts";
import { nameInKubeconfig, reviewToken } from "./who-am-i.ts";

/** One cluster, seen with Fyr's own account: the kubeconfig's user, or the pod's service account. */
export interface Cluster {
  /** What the kubeconfig calls it. */
  readonly name: string;
  /** Reads everything and keeps it until the signal ends. Never rejects: what goes wrong is told as state. */
  watchInventory(listeners: InventoryListeners): void;
  /** What the watch holds; where none runs, what is read now. */
  objects(signal: AbortSignal): Promise<MeshObjects>;
  /** What the watch saw happen since it began: the last few hundred changes, oldest first. */
  seen(): readonly SeenChange[];
  /** A Lease held by Fyr's own account; without a namespace in the one the connection names. */
  lease(options: Omit<LeaseOptions, "namespace"> & { readonly namespace?: string }): Lease;
  /** Fyr's own account as one who asks. */
  readonly own: CallerCluster;
  /** The cluster as the one this credential belongs to. */
  as(credential: Credential): CallerCluster;
  /** May they, at this instant? Rejects with `forbidden` where Fyr's own account may not ask about others. */
  mayAs(subject: AccessSubject, question: AccessQuestion): Promise<boolean>;
}

export type ClusterOptions = ConnectionOptions & {
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** Never fails: nothing is read before it is needed, and a cluster that is down says so when it is asked. */
export function createCluster({ now, ...options }: ClusterOptions): Cluster {
  const connection = createConnection(options);
  const api = createKubernetesApi(connection, now);
  const servedVersion = createDiscovery(api, now);
  const clusterName = () => connection.name();
  const seen = createSeenChanges(now);
  let watch: InventoryWatch | undefined;
  const shared = {
    servedVersion,
    now,
    // Whoever asks next sees what was just written, even when the watch has not told of it yet.
    onWritten: (object: KubernetesObject) => watch?.kinds.putRoute(object),
  };
  const callersPool: ConnectionPool = { current: undefined };
  const as = createKeptCallers((credential) => {
    const theirs = createKubernetesApi(connectionAs(connection, credential), now, callersPool);
    return createCallerCluster({
      ...shared,
      api: theirs,
      via: "token",
      askOtherwise: reviewToken(api, credential.token),
    });
  });
  const own = createCallerCluster({ ...shared, api, via: connection.via, askOtherwise: nameInKubeconfig(connection) });
  return {
    get name() {
      return clusterName();
    },
    watchInventory: (listeners) => {
      watch = watchInventory({ api, servedVersion, clusterName, seen, now }, listeners);
      listeners.signal.addEventListener("abort", () => {
        watch = undefined;
      });
    },
    objects: async (signal) =>
      watch?.isComplete() ? watch.kinds.objects() : readKinds({ api, servedVersion }, signal),
    seen: seen.list,
    lease: (options) =>
      createLease(api, { namespace: connection.namespace(), ...options }, { now, elapsed: () => performance.now() }),
    // What it holds it has read: there is nothing to ask, least of all while the API server is away.
    own: { ...own, mayList: async () => true, routes: { ...own.routes, mayRead: async () => true } },
    as,
    mayAs: (subject, question) => mayAs(api, subject, question),
  };
}
