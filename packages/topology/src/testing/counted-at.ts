import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { createAppOfWorkload } from "../app-of-workload.ts";
import { createClusterOf } from "../cluster-of.ts";
import { edgeOf } from "../edge.ts";
import { gatherEdges, gatherParties } from "../gather-edges.ts";
import { gatherNodes } from "../gather-nodes.ts";
import { createJudge } from "../health/judge.ts";
import { defaultTolerances } from "../health/tolerance-rules.ts";
import { hearPairs } from "../hear-pairs.ts";
import { indexInventory } from "../inventory-index.ts";
import { createKeptSides } from "../kept/kept-sides.ts";
import { createNamedByOthers } from "../named-by-others.ts";
import { nodeOf } from "../node.ts";
import { known } from "../optional.ts";
import { partiesOf } from "../parties-of.ts";
import type { PictureInput } from "../picture.ts";
import { createPlaces, type Place } from "../place.ts";
import { createPlacer } from "../placer.ts";
import type { Party } from "../samples.ts";
import { createScope } from "../scope.ts";
import { besidesWaypoints, serviceOfWorkloads } from "../service-of.ts";

/** Nodes and edges counted from the samples at the grain asked for, which no picture of workloads stands between. */
export function countedAt(input: PictureInput): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const { samples, grain, serviceNodes, at, windowSeconds, tolerances = defaultTolerances } = input;
  const inventory = known("inventory", input.inventory && indexInventory(input.inventory, new Set(["north"])));
  const clusterOf = createClusterOf(() => samples, inventory.inventory?.onlyCluster);
  const shared = {
    places: createPlaces(),
    clusterOf,
    namedByOthers: createNamedByOthers(() => samples),
    appOf: createAppOfWorkload(() => partiesOf(samples), inventory.inventory),
    ...inventory,
  };
  const pair = createPlacer({ ...shared, grain: "workload" });
  const { waypoints } = hearPairs(samples, pair);
  const services = serviceOfWorkloads(samples, clusterOf, inventory.inventory);
  const serviceOf = besidesWaypoints(services, [...waypoints], inventory.inventory);
  const shown = createPlacer({ ...shared, grain, serviceOf });
  const scope = createScope(input.namespaces);
  const judge = createJudge({ at, windowSeconds, tolerances, ...inventory });
  const context = { judge, ...inventory, mainServiceOf: () => undefined };
  // By workloads: the way on from a service is in scope where its callers are.
  const seen = samples.filter(
    ({ source, destination }) =>
      scope.holds(pair.source(source, destination)) || scope.holds(pair.destination(destination, source)),
  );
  const edges = gatherEdges(seen, { pair, shown }, serviceNodes).map((tally) => {
    const isOutside = () => scope.isOutside(tally.source) || scope.isOutside(tally.target);
    return [tally, edgeOf(tally, { ...context, isOutside })] as const;
  });
  const tallies = edges.map(([tally]) => tally);
  const isWaypoint = (place: Place) => waypoints.has(place);
  const ends = samples.flatMap(({ source, destination }) => [
    ...(isWaypoint(pair.source(source, destination)) ? [shown.source(source, destination)] : []),
    ...(isWaypoint(pair.destination(destination, source)) ? [shown.source(destination, source)] : []),
  ]);
  const wholly = (parties: Iterable<Party>) =>
    new Set(Array.from(parties, (party) => ({ ...party, ...shared.appOf(party, "north") })));
  const nodes = gatherNodes({
    tallies,
    parties: new Map([...gatherParties(tallies)].map(([place, parties]) => [place, wholly(parties)])),
    passing: new Set(ends),
    scope,
    placer: shown,
    ...inventory,
  });
  const { of: sidesOf } = createKeptSides();
  return {
    nodes: nodes.map((tally) =>
      nodeOf(tally, sidesOf(tally, edges), { ...context, isOutside: scope.isOutside, isWaypoint }),
    ),
    edges: edges.map(([, edge]) => edge),
  };
}
