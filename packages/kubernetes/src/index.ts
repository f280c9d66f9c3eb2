export { type Backends, backendsOf } from "./backends.ts";
export type { Cluster, ClusterOptions } from "./cluster.ts";
export { connectCluster } from "./connect-cluster.ts";
export { KubernetesError, type KubernetesErrorCode } from "./kubernetes-error.ts";
export type { MeshObjects } from "./mesh-objects.ts";
export type { EventNote } from "./record-event.ts";
export type { InventoryListeners } from "./watch-inventory.ts";
