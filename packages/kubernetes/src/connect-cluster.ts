import type { Cluster, ClusterOptions } from "./cluster.ts";

/**
 * Nothing is read before it is needed, and a cluster that is down says so when it is asked. The Kubernetes client takes
 * some 60 MB of memory: it is loaded here, where there is a cluster to connect to.
 */
export async function connectCluster(options: ClusterOptions): Promise<Cluster> {
  const { createCluster } = await import("./cluster.ts");
  return createCluster(options);
}
