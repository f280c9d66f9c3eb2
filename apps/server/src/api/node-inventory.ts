import type { Details, TopologyNode } from "@fyr/contract";
import { type Inventory, type InventoryWorkload, inClusterOf } from "@fyr/topology";

/**
 * What Kubernetes has for a node of the map: the pods of its workloads, and the routes that send to it. `clusters` are
 * those of the map.
 */
export function nodeInventory(
  node: TopologyNode,
  watched: Inventory | undefined,
  clusters: readonly string[],
): Pick<Extract<Details, { type: "node" }>, "pods" | "routes"> {
  if (watched === undefined) return { pods: [], routes: [] };
  const inventory = inClusterOf(watched, new Set(clusters));
  const workloads = inventory.workloads.filter((workload) => belongsTo(workload, node));
  const hosts = hostsOf(node, workloads, inventory);
  return {
    pods: workloads.flatMap((workload) => [...workload.podNames]).sort((a, b) => (a.name < b.name ? -1 : 1)),
    routes: inventory.routes
      .filter((route) => route.destinationHosts.some((host) => hosts.has(host)))
      .map(({ route }) => route),
  };
}

function belongsTo(workload: InventoryWorkload, node: TopologyNode): boolean {
  if (workload.cluster !== node.cluster || workload.namespace !== node.namespace) return false;
  if (node.workload !== undefined) return workload.name === node.workload;
  if (node.app !== undefined) {
    return workload.app === node.app && (node.version === undefined || workload.version === node.version);
  }
  return node.service !== undefined && workload.services.includes(node.service);
}

function hostsOf(node: TopologyNode, workloads: readonly InventoryWorkload[], inventory: Inventory): Set<string> {
  const names = new Set([
    ...workloads.flatMap((workload) => workload.services),
    ...(node.service ? [node.service] : []),
  ]);
  const services = inventory.services.filter((one) => one.namespace === node.namespace && names.has(one.name));
  const entries = inventory.serviceEntries.filter((one) => node.kind === "serviceEntry" && one.name === node.name);
  return new Set([...services.map((one) => one.host), ...entries.flatMap((one) => one.hosts)]);
}
