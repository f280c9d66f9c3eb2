import type { Inventory, InventoryWorkload } from "@fyr/topology";

/** What Kubernetes would have of the mesh of `mesh-series.ts`. */
export function syntheticInventory(workloads: number, namespaces: number): Inventory {
  const indices = Array.from({ length: workloads }, (_, index) => index);
  const namespaceOf = (index: number) => `team-${index % namespaces}`;
  return {
    workloads: indices.map(
      (index): InventoryWorkload => ({
        cluster: "north",
        namespace: namespaceOf(index),
        name: `app-${index}`,
        workloadKind: "Deployment",
        app: `app-${index}`,
        version: "v1",
        inMesh: true,
        role: "workload",
        pods: { ready: 2, total: 2 },
        services: [`app-${index}`],
        podNames: [],
      }),
    ),
    services: indices.map((index) => ({
      cluster: "north",
      namespace: namespaceOf(index),
      name: `app-${index}`,
      host: `app-${index}.${namespaceOf(index)}.svc.cluster.local`,
      selects: [`app-${index}`],
    })),
    serviceEntries: [],
    routes: [],
    circuitBreakerHosts: [],
    namespaces: [],
  };
}
