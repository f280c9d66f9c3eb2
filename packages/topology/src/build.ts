import type { Grain, Topology } from "@fyr/contract";
import { createClusterOf } from "./cluster-of.ts";
import { edgeOf } from "./edge.ts";
import type { EdgeTally } from "./edge-tally.ts";
import { gatherEdges, gatherParties } from "./gather-edges.ts";
import { gatherNodes } from "./gather-nodes.ts";
import { createJudge } from "./health/judge.ts";
import { defaultTolerances } from "./health/tolerance-rules.ts";
import { byId } from "./ids.ts";
import { type InventoryIndex, indexInventory } from "./inventory-index.ts";
import { nodeOf } from "./node.ts";
import { known } from "./optional.ts";
import type { Picture, PictureInput } from "./picture.ts";
import { createPlaces } from "./place.ts";
import { createPlacer, type Placer } from "./placer.ts";
import { problemsOf } from "./problems.ts";
import { rollupsOf } from "./rollups.ts";
import type { TrafficSample } from "./samples.ts";
import { createScope, type Scope } from "./scope.ts";
import { serviceOfWorkloads } from "./service-of.ts";
import { summariseNamespaces, totalsOf } from "./summary.ts";

/** Samples in, the whole picture out: same input, same picture. Quantiles come from merged buckets at every grain. */
export function buildPicture(input: PictureInput): Picture {
  const { at, windowSeconds, tolerances = defaultTolerances, samples } = input;
  const inventory = input.inventory && indexInventory(input.inventory, clustersOf(samples));
  const scope = createScope(input.namespaces);
  const { tallies, rollups, placer } = countTraffic(input, scope, inventory);
  const memory = known("previous", input.previous);
  const judge = createJudge({ at, windowSeconds, tolerances, ...memory, ...known("inventory", inventory) });
  const context = { judge, ...known("inventory", inventory), ...known("usual", input.usual) };
  const isOutside = ({ source, target }: EdgeTally) => scope.isOutside(source) || scope.isOutside(target);
  const edgeContext = { ...context, isOutside };
  const edges = tallies.toSorted(byId).map((tally) => [tally, edgeOf(tally, edgeContext)] as const);
  const parties = gatherParties(tallies);
  const nodeContext = { ...context, isOutside: scope.isOutside };
  const nodes = gatherNodes({ edges, parties, scope, placer, ...known("inventory", inventory) })
    .map((tally) => nodeOf(tally, nodeContext))
    .sort(byId);
  const namespaces = summariseNamespaces(nodes, edges);
  return {
    topology: {
      ...headerOf(input),
      warnings: [...input.warnings, ...(inventory?.annotated.warnings ?? []), ...scopeWarnings(input, namespaces)],
      clusters: clusterNames(nodes),
      namespaces,
      totals: totalsOf(nodes, edges),
      problems: problemsOf(
        nodes,
        edges.map(([, edge]) => edge),
        input,
      ),
      nodes,
      edges: edges.map(([, edge]) => edge),
      ...known("rollups", rollups),
    },
    edgeKeys: new Map(tallies.map((tally) => [tally.id, [...tally.keys.values()].flat()])),
    nodeParties: new Map([...parties].map(([place, set]) => [place.id, [...set]])),
    verdicts: judge.verdicts,
    unwellFrom: judge.unwellFrom,
  };
}

/** The picture without what it was measured by. */
export function buildTopology(input: PictureInput): Topology {
  return buildPicture(input).topology;
}

/** Every edge in scope with what was counted on it. */
function countTraffic({ samples, grain, serviceNodes }: PictureInput, scope: Scope, inventory?: InventoryIndex) {
  const placerAt = placersAt(samples, inventory);
  const placer = placerAt(grain);
  const gathered = gatherEdges(samples, { pair: placerAt("workload"), shown: placer }, serviceNodes);
  const tallies = gathered.tallies.filter(({ source, target }) => scope.holds(source) || scope.holds(target));
  const isFinest = grain === "workload" && !serviceNodes;
  return { placer, tallies, rollups: isFinest ? rollupsOf(gathered.timed, new Set(tallies), placerAt) : undefined };
}

function headerOf(input: PictureInput) {
  return {
    revision: 0,
    at: input.at,
    windowSeconds: input.windowSeconds,
    ...known("requestedWindowSeconds", input.requestedWindowSeconds),
    ...known("latencyAt", input.latencyAt),
    grain: input.grain,
    provider: "istio" as const,
    ...known("source", input.source),
    ...known("seriesPerRow", input.seriesPerRow && Math.max(1, Math.round(input.seriesPerRow))),
    sources: [...input.sources],
  };
}

/** A misspelt scope would otherwise look like a mesh without traffic. */
function scopeWarnings({ namespaces: asked = [], inventory }: PictureInput, found: Topology["namespaces"]): string[] {
  const names = new Set(inventory?.namespaces);
  for (const { cluster, name } of found) names.add(name).add(`${cluster}/${name}`);
  return asked.filter((name) => !names.has(name)).map((name) => `Nothing is known of a namespace called ${name}.`);
}

/** The placer of each grain, made when it is asked for. */
function placersAt(samples: readonly TrafficSample[], inventory?: InventoryIndex): (grain: Grain) => Placer {
  const clusterOf = createClusterOf(samples, inventory?.onlyCluster);
  const shared = { places: createPlaces(), clusterOf, ...known("inventory", inventory) };
  const made = new Map<Grain, Placer>();
  return (grain) => {
    const serviceOf = () => serviceOfWorkloads(samples, clusterOf, inventory);
    const placer =
      made.get(grain) ?? createPlacer({ ...shared, grain, ...(grain === "service" && { serviceOf: serviceOf() }) });
    made.set(grain, placer);
    return placer;
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

/** Nodes nobody named a cluster for stand under `unknown`, which is no cluster. */
function clusterNames(nodes: Topology["nodes"]): string[] {
  return [...new Set(nodes.map((node) => node.cluster))].filter((cluster) => cluster !== "unknown").sort();
}
