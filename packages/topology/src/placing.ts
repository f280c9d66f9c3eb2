import type { Grain } from "@fyr/contract";
import { createClusterOf } from "./cluster-of.ts";
import type { Inventory } from "./inventory.ts";
import { type InventoryIndex, indexInventory } from "./inventory-index.ts";
import { createLatest, createSteadyList } from "./kept/latest.ts";
import type { Lineup } from "./kept/lineup.ts";
import { known } from "./optional.ts";
import type { PictureInput } from "./picture.ts";
import { createPlaces, type Places } from "./place.ts";
import { createPlacer, type Placer, type ServiceOf } from "./placer.ts";
import type { TrafficSample } from "./samples.ts";
import { createScope, type Scope } from "./scope.ts";
import { createServices } from "./service-of.ts";

/** Where everything belongs. */
export interface Placing {
  readonly scope: Scope;
  /** To spread: nothing where Kubernetes was not asked. */
  readonly inventory: { readonly inventory?: InventoryIndex };
  placerAt(grain: Grain): Placer;
  serviceOf(): ServiceOf;
}

/** Whom samples are about, in their order: but for which service is called most, where each belongs depends on nothing else. */
export type SampleLineup = Lineup<TrafficSample>;

export function areAboutTheSame(a: TrafficSample, b: TrafficSample): boolean {
  return a.source === b.source && a.destination === b.destination && a.reporter === b.reporter && a.kind === b.kind;
}

/** Of one picture after another: whoever is where they were has the very same place, and so has the same inventory. */
export function createPlacing(): (input: PictureInput, lineup: SampleLineup) => Placing {
  const [clusterList, namespaceList] = [createSteadyList<string>(), createSteadyList<string>()];
  const scopeOf = createLatest(createScope);
  const clustersIn = createLatest((lineup: SampleLineup) => clusterList([...clustersOf(lineup.items)]));
  const indexOf = createLatest((inventory: Inventory, clusters: readonly string[]) =>
    indexInventory(inventory, new Set(clusters)),
  );
  let before: Places["made"] | undefined;
  const placersOf = createLatest((lineup: SampleLineup, inventory: InventoryIndex | undefined) => {
    const places = createPlaces(before);
    before = places.made;
    return createPlacers(lineup, places, known("inventory", inventory));
  });
  return ({ inventory: asked, namespaces }, lineup) => {
    const inventory = asked && indexOf(asked, clustersIn(lineup));
    return {
      scope: scopeOf(namespaces && namespaceList(namespaces)),
      inventory: known("inventory", inventory),
      ...placersOf(lineup, inventory)(),
    };
  };
}

/** Of one look after another in which the same stand in the same places. */
function createPlacers(
  lineup: SampleLineup,
  places: Places,
  inventory: Placing["inventory"],
): () => Pick<Placing, "placerAt" | "serviceOf"> {
  const clusterOf = createClusterOf(() => lineup.items, inventory.inventory?.onlyCluster);
  const shared = { places, clusterOf, ...inventory };
  const servicesOf = createLatest(() => createServices(lineup.items, clusterOf, inventory.inventory));
  const placerAmong = createLatest((serviceOf: ServiceOf) => createPlacer({ ...shared, grain: "service", serviceOf }));
  const made = new Map<Grain, Placer>();
  return () => {
    let services: ServiceOf | undefined;
    const serviceOf = () => {
      services ??= servicesOf()(lineup.items);
      return services;
    };
    const placerAt = (grain: Grain) => {
      if (grain === "service") return placerAmong(serviceOf());
      const placer = made.get(grain) ?? createPlacer({ ...shared, grain });
      made.set(grain, placer);
      return placer;
    };
    return { placerAt, serviceOf };
  };
}

function clustersOf(samples: readonly TrafficSample[]): Set<string> {
  const clusters = new Set<string>();
  for (const { source, destination } of samples) {
    if (source.cluster !== undefined) clusters.add(source.cluster);
    if (destination.cluster !== undefined) clusters.add(destination.cluster);
  }
  return clusters;
}
