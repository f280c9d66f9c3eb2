import type { Grain } from "@fyr/contract";
import { createClusterOf } from "./cluster-of.ts";
import type { Inventory } from "./inventory.ts";
import { type InventoryIndex, indexInventory } from "./inventory-index.ts";
import { createLatest, createSteadyList } from "./kept/latest.ts";
import { known } from "./optional.ts";
import type { PictureInput } from "./picture.ts";
import { createPlaces, type Places } from "./place.ts";
import { createPlacer, type Placer, type ServiceOf } from "./placer.ts";
import type { TrafficSample } from "./samples.ts";
import { createScope, type Scope } from "./scope.ts";
import { serviceOfWorkloads } from "./service-of.ts";

/** Where everything belongs. */
export interface Placing {
  readonly scope: Scope;
  /** To spread: nothing where Kubernetes was not asked. */
  readonly inventory: { readonly inventory?: InventoryIndex };
  placerAt(grain: Grain): Placer;
  serviceOf(): ServiceOf;
}

/** Of one picture after another: whoever is where they were has the very same place, and so has the same inventory. */
export function createPlacing(): (input: PictureInput) => Placing {
  const clusterList = createSteadyList<string>();
  const indexOf = createLatest((inventory: Inventory, clusters: readonly string[]) =>
    indexInventory(inventory, new Set(clusters)),
  );
  let before: Places["made"] | undefined;
  return ({ samples, inventory: asked, namespaces }) => {
    const inventory = known("inventory", asked && indexOf(asked, clusterList([...clustersOf(samples)])));
    const places = createPlaces(before);
    before = places.made;
    return placed(samples, createScope(namespaces), places, inventory);
  };
}

function placed(
  samples: readonly TrafficSample[],
  scope: Scope,
  places: Places,
  inventory: Placing["inventory"],
): Placing {
  const clusterOf = createClusterOf(samples, inventory.inventory?.onlyCluster);
  const shared = { places, clusterOf, ...inventory };
  const made = new Map<Grain, Placer>();
  let services: ServiceOf | undefined;
  const serviceOf = () => {
    services ??= serviceOfWorkloads(samples, clusterOf, inventory.inventory);
    return services;
  };
  const placerAt = (grain: Grain) => {
    const placer =
      made.get(grain) ?? createPlacer({ ...shared, grain, ...(grain === "service" && { serviceOf: serviceOf() }) });
    made.set(grain, placer);
    return placer;
  };
  return { scope, inventory, placerAt, serviceOf };
}

function clustersOf(samples: readonly TrafficSample[]): Set<string> {
  const clusters = new Set<string>();
  for (const { source, destination } of samples) {
    if (source.cluster !== undefined) clusters.add(source.cluster);
    if (destination.cluster !== undefined) clusters.add(destination.cluster);
  }
  return clusters;
}
