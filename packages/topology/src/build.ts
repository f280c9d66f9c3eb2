import type { Grain, Topology } from "@fyr/contract";
import { createClusterOf } from "./cluster-of.ts";
import { keysOf } from "./count-calls.ts";
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
import { createPlacer, type Placer, type ServiceOf } from "./placer.ts";
import { problemsOf } from "./problems.ts";
import { type Cut, cutOf, finest, isFinest } from "./regrain/cut.ts";
import { regrain } from "./regrain/regrain.ts";
import { createRollups } from "./regrain/rollups.ts";
import { createWholeEdges } from "./regrain/whole-edges.ts";
import type { TrafficSample } from "./samples.ts";
import { createScope, type Scope } from "./scope.ts";
import { serviceOfWorkloads } from "./service-of.ts";
import { summariseNamespaces, totalsOf } from "./summary.ts";

/**
 * Samples in, the whole picture out: same input, same picture. A coarser one is cut from that of the workloads, so that
 * whoever holds that one cuts the same.
 */
export function buildPicture(input: PictureInput): Picture {
  return createBuild()(input);
}

/** The same for whoever builds one picture after another, of the same window and scope: what stays is not worked out anew. */
export function createBuild(): (input: PictureInput) => Picture {
  const rollupsOf = createRollups();
  return (input) => {
    const cut = cutOf(input.grain, input.serviceNodes);
    return isFinest(cut) ? buildFinest(input, rollupsOf) : buildCoarser(input, cut, rollupsOf);
  };
}

type RollupsOf = ReturnType<typeof createRollups>;

/** The picture without what it was measured by. */
export function buildTopology(input: PictureInput): Topology {
  return buildPicture(input).topology;
}

function buildFinest(input: PictureInput, rollupsOf: RollupsOf): Picture {
  const { at, windowSeconds, tolerances = defaultTolerances, samples } = input;
  const placing = placingOf(input);
  const { scope, inventory, placerAt, serviceOf } = placing;
  const tallies = countTraffic(input, placing, finest).toSorted(byId);
  const memory = known("previous", input.previous);
  const judge = createJudge({ at, windowSeconds, tolerances, ...memory, ...inventory });
  const context = { judge, ...inventory, ...known("usual", input.usual) };
  const isOutside = ({ source, target }: EdgeTally) => scope.isOutside(source) || scope.isOutside(target);
  const counted = tallies.map((tally) => [tally, edgeOf(tally, { ...context, isOutside })] as const);
  const edges = counted.map(([, edge]) => edge);
  const parties = gatherParties(tallies);
  const nodeContext = { ...context, isOutside: scope.isOutside, mainServiceOf: serviceOf() };
  const nodes = gatherNodes({ edges: counted, parties, scope, placer: placerAt("workload"), ...inventory })
    .map((tally) => nodeOf(tally, nodeContext))
    .sort(byId);
  const wholeAt = createWholeEdges({
    samples,
    tallies,
    ...inventory,
    placerAt,
    isInScope: ({ source, target }) => scope.holds(source) || scope.holds(target),
    edgeOf: (tally) => edgeOf(tally, { judge, ...inventory, isOutside }),
  });
  const namespaces = summariseNamespaces(nodes, counted);
  const annotated = inventory.inventory?.annotated.warnings ?? [];
  return {
    topology: {
      ...headerOf(input),
      warnings: [...input.warnings, ...annotated, ...scopeWarnings(input, namespaces)],
      clusters: clusterNames(nodes),
      namespaces,
      totals: totalsOf(nodes, counted),
      problems: problemsOf(nodes, edges, input),
      nodes,
      edges,
      rollups: rollupsOf({ nodes, edges, tallies, judge, ...inventory, wholeAt }),
    },
    ...measuredBy(tallies, parties),
    verdicts: judge.verdicts,
    unwellFrom: judge.unwellFrom,
  };
}

function buildCoarser(input: PictureInput, cut: Cut, rollupsOf: RollupsOf): Picture {
  const whole = buildFinest({ ...input, grain: "workload", serviceNodes: false }, rollupsOf);
  const tallies = countTraffic(input, placingOf(input), cut);
  const { rollups: _, ...topology } = regrain(whole.topology, cut.grain, cut);
  return {
    ...whole,
    topology,
    ...measuredBy(tallies, gatherParties(tallies)),
  };
}

function measuredBy(
  tallies: readonly EdgeTally[],
  parties: ReturnType<typeof gatherParties>,
): Pick<Picture, "edgeKeys" | "nodeParties"> {
  return {
    edgeKeys: new Map(tallies.map((tally) => [tally.id, keysOf(tally)])),
    nodeParties: new Map([...parties].map(([place, set]) => [place.id, [...set]])),
  };
}

/** Every edge in scope with what was counted on it. */
function countTraffic(
  { samples }: PictureInput,
  { placerAt, scope }: Placing,
  { grain, serviceNodes }: Cut,
): EdgeTally[] {
  const tallies = gatherEdges(samples, { pair: placerAt("workload"), shown: placerAt(grain) }, serviceNodes);
  return tallies.filter(({ source, target }) => scope.holds(source) || scope.holds(target));
}

/** Where everything belongs. */
interface Placing {
  readonly scope: Scope;
  /** To spread: nothing where Kubernetes was not asked. */
  readonly inventory: { readonly inventory?: InventoryIndex };
  placerAt(grain: Grain): Placer;
  serviceOf(): ServiceOf;
}

function placingOf({ samples, inventory: asked, namespaces }: PictureInput): Placing {
  const inventory = known("inventory", asked && indexInventory(asked, clustersOf(samples)));
  const clusterOf = createClusterOf(samples, inventory.inventory?.onlyCluster);
  const shared = { places: createPlaces(), clusterOf, ...inventory };
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
  return { scope: createScope(namespaces), inventory, placerAt, serviceOf };
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
