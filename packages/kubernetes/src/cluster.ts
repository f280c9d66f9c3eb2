import type { Me } from "@fyr/contract";
import type { KubernetesObject } from "@fyr/routing";
import { createAccess, type MayPatch } from "./access.ts";
import { createKubernetesApi } from "./api.ts";
import { type ConnectionOptions, createConnection } from "./connection.ts";
import { createDiscovery } from "./discovery.ts";
import type { MeshObjects } from "./mesh-objects.ts";
import { type EventNote, recordEvent } from "./record-event.ts";
import { createRoutes, type Routes } from "./routes.ts";
import { type InventoryListeners, type InventoryWatch, watchInventory } from "./watch-inventory.ts";
import { readKinds } from "./watched-kinds.ts";
import { whoAmI } from "./who-am-i.ts";

/** One cluster, as one user. */
export interface Cluster {
  /** What the kubeconfig calls it. */
  readonly name: string;
  whoAmI(signal: AbortSignal): Promise<Me>;
  /** Reads everything and keeps it until the signal ends. Never rejects: what goes wrong is told as state. */
  watchInventory(listeners: InventoryListeners): void;
  /** What the watch holds; where none runs, what is read now. */
  objects(signal: AbortSignal): Promise<MeshObjects>;
  readonly routes: Routes & { readonly mayPatch: MayPatch };
  recordEvent(object: KubernetesObject, note: EventNote, signal: AbortSignal): Promise<void>;
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
  const routes = createRoutes(api, servedVersion);
  const clusterName = () => connection.name();
  let watch: InventoryWatch | undefined;
  return {
    get name() {
      return clusterName();
    },
    whoAmI: (signal) => whoAmI(api, connection, signal),
    watchInventory: (listeners) => {
      watch = watchInventory({ api, servedVersion, clusterName, now }, listeners);
      listeners.signal.addEventListener("abort", () => {
        watch = undefined;
      });
    },
    objects: async (signal) =>
      watch?.isComplete() ? watch.kinds.objects() : readKinds({ api, servedVersion }, signal),
    routes: {
      ...routes,
      patch: async (route, patch, signal) => {
        const object = await routes.patch(route, patch, signal);
        // Whoever asks next sees what was just written, even when the watch has not told of it yet.
        watch?.kinds.putRoute(object);
        return object;
      },
      mayPatch: createAccess(api, now),
    },
    recordEvent: (object, note, signal) => recordEvent(api, object, note, now(), signal),
  };
}
