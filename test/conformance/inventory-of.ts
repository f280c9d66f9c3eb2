import type { Inventory, InventoryWorkload } from "@fyr/topology";
import type { ScenarioObjects } from "../fixtures/scenario.ts";

/** What Fyr's watch would hold of a scenario's objects. */
export function inventoryOf({ cluster = "", waypoints = [], serviceEntries = [] }: ScenarioObjects = {}): Inventory {
  return {
    workloads: waypoints.map(waypointOf),
    services: [],
    serviceEntries: serviceEntries.map((entry) => ({ cluster, ...entry })),
    routes: [],
    circuitBreakerHosts: [],
    namespaces: [],
  };
}

function waypointOf(path: string): InventoryWorkload {
  const [cluster = "", namespace = "", name = ""] = path.split("/");
  const workload = { cluster, namespace, name, workloadKind: "Deployment" };
  return { ...workload, inMesh: true, role: "waypoint", services: [], podNames: [] };
}
