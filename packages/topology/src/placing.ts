import type { Grain } from "@fyr/contract";
import { createAppOfWorkload } from "./app-of-workload.ts";
import { createClusterOf } from "./cluster-of.ts";
import type { Inventory } from "./inventory.ts";
import { type InventoryIndex, indexInventory } from "./inventory-index.ts";
import { createLatest, createSteadyList } from "./kept/latest.ts";
import type { Lineup } from "./kept/lineup.ts";
import { createNamedByOthers } from "./named-by-others.ts";
import { known } from "./optional.ts";
import { partiesOf } from "./parties-of.ts";
import type { PictureInput } from "./picture.ts";
import { createPlaces, type Place, type Places } from "./place.ts";
import { createPlacer, isPlacedAlone, type Placer } from "./placer.ts";
import type { PlacerOptions, ServiceOf } from "./placer-options.ts";
import type { Party, TrafficSample } from "./samples.ts";
import { createScope, type Scope } from "./scope.ts";
import { besidesWaypoints, createServices, type Workload } from "./service-of.ts";

/** Where everything belongs. */
export interface Placing {
  readonly scope: Scope;
  /** To spread: nothing where Kubernetes was not asked. */
  readonly inventory: { readonly inventory?: InventoryIndex };
  /** At the finest grain. */
  readonly workloads: Placer;
  /** Everything else, once it is known who is a waypoint. */
  among(waypoints: readonly Workload[]): PlacingAmong;
}

interface PlacingAmong {
  placerAt(grain: Grain): Placer;
  readonly mainServiceOf: MainServiceOf;
}

/** The service that a workload is drawn as. */
export type MainServiceOf = (place: Place) => ReturnType<ServiceOf>;

/** Whom samples are about, in their order: but for which service is called most, where each belongs depends on nothing else. */
export type SampleLineup = Lineup<TrafficSample>;

export function areAboutTheSame(a: TrafficSample, b: TrafficSample): boolean {
  return a.source === b.source && a.destination === b.destination && a.reporter === b.reporter && a.kind === b.kind;
}

/** Of one picture after another: whoever is where they were has the very same place, and so has the same inventory. */
export function createPlacing(): (input: PictureInput, lineup: SampleLineup) => Placing {
  const [clusterList, namespaceList] = [createSteadyList<string>(), createSteadyList<string>()];
  const partyList = createSteadyList<Party>();
  const partiesIn = createLatest((lineup: SampleLineup) => partyList([...partiesOf(lineup.items)]));
  const clustersAmong = createLatest((parties: readonly Party[]) => clusterList([...clustersOf(parties)]));
  const isUntold = createLatest((parties: readonly Party[]) => !parties.every(isPlacedAlone));
  const scopeOf = createLatest(createScope);
  const indexOf = createLatest((inventory: Inventory, clusters: readonly string[]) =>
    indexInventory(inventory, new Set(clusters)),
  );
  let before: Places["made"] | undefined;
  const placersOf = createLatest(
    (parties: readonly Party[], untold: SampleLineup | undefined, inventory: InventoryIndex | undefined) => {
      const places = createPlaces(before);
      before = places.made;
      const samples = () => untold?.items ?? [];
      const clusterOf = createClusterOf(samples, inventory?.onlyCluster);
      const namedByOthers = createNamedByOthers(samples);
      const appOf = createAppOfWorkload(() => parties, inventory);
      return createPlacers({ places, clusterOf, namedByOthers, appOf, ...known("inventory", inventory) });
    },
  );
  return ({ inventory: asked, namespaces }, lineup) => {
    const parties = partiesIn(lineup);
    const inventory = asked && indexOf(asked, clustersAmong(parties));
    // Where a party that does not tell it all belongs is told by all samples.
    const placersIn = placersOf(parties, isUntold(parties) ? lineup : undefined, inventory);
    return {
      scope: scopeOf(namespaces && namespaceList(namespaces)),
      inventory: known("inventory", inventory),
      ...placersIn(lineup),
    };
  };
}

/** Of one look after another that is about the same. */
function createPlacers(
  shared: Omit<PlacerOptions, "grain" | "serviceOf">,
): (lineup: SampleLineup) => Pick<Placing, "workloads" | "among"> {
  const servicesIn = createLatest(({ items }: SampleLineup) =>
    createServices(items, shared.clusterOf, shared.inventory),
  );
  const besides = createLatest((services: ServiceOf, waypoints: readonly Workload[]) =>
    besidesWaypoints(services, waypoints, shared.inventory),
  );
  const placerAmong = createLatest((serviceOf: ServiceOf) => createPlacer({ ...shared, grain: "service", serviceOf }));
  const mainServicesBy = createLatest(mainServices);
  const made = new Map<Grain, Placer>();
  const madeAt = (grain: Grain): Placer => {
    const placer = made.get(grain) ?? createPlacer({ ...shared, grain });
    made.set(grain, placer);
    return placer;
  };

  function amongWaypoints(lineup: SampleLineup, waypoints: readonly Workload[]): PlacingAmong {
    let services: ServiceOf | undefined;
    const serviceOf = () => {
      services ??= besides(servicesIn(lineup)(lineup.items), waypoints);
      return services;
    };
    let main: MainServiceOf | undefined;
    return {
      placerAt: (grain) => (grain === "service" ? placerAmong(serviceOf()) : madeAt(grain)),
      mainServiceOf: (place) => {
        main ??= mainServicesBy(serviceOf());
        return main(place);
      },
    };
  }

  return (lineup) => ({
    workloads: madeAt("workload"),
    among: (waypoints) => amongWaypoints(lineup, waypoints),
  });
}

/** Each is looked for once. */
function mainServices(serviceOf: ServiceOf): MainServiceOf {
  const found = new Map<Place, ReturnType<ServiceOf>>();
  return (place) => {
    const { cluster, namespace, workload } = place;
    if (namespace === undefined || workload === undefined) return undefined;
    const known = found.get(place) ?? serviceOf(cluster, namespace, workload);
    found.set(place, known);
    return known;
  };
}

function clustersOf(parties: readonly Party[]): Set<string> {
  return new Set(parties.flatMap(({ cluster }) => cluster ?? []));
}
