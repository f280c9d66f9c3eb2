import type { EdgeId, Topology, TopologyNode } from "@fyr/contract";
import { edgeOf } from "./edge.ts";
import type { EdgeTally } from "./edge-tally.ts";
import { gatherEdges, gatherParties } from "./gather-edges.ts";
import { createJudge, type Judge } from "./health/judge.ts";
import { defaultTolerances } from "./health/tolerance-rules.ts";
import { rollupIdOf } from "./ids.ts";
import { type BuildMemory, createBuildMemory, measuredBy } from "./kept/build-memory.ts";
import { nodeOf, partsOfNode } from "./node.ts";
import { known } from "./optional.ts";
import type { Picture, PictureInput } from "./picture.ts";
import type { Place } from "./place.ts";
import { createPlacing } from "./placing.ts";
import { type Cut, cutOf, isFinest } from "./regrain/cut.ts";
import { regrain } from "./regrain/regrain.ts";
import { mergesCallers } from "./regrain/shape.ts";
import { createWholeEdges } from "./regrain/whole-edges.ts";
import { toldByWaypoints } from "./told-by-waypoints.ts";

/**
 * Samples in, the whole picture out: same input, same picture. A coarser one is cut from that of the workloads, so that
 * whoever holds that one cuts the same.
 */
export function buildPicture(input: PictureInput): Picture {
  return createBuild()(input);
}

/** The same for whoever builds one picture after another, of the same window and scope: what stays is not made anew. */
export function createBuild(): (input: PictureInput) => Picture {
  const memory = createBuildMemory();
  return (input) => {
    const cut = cutOf(input.grain, input.serviceNodes);
    return isFinest(cut) ? buildFinest(input, memory) : buildCoarser(input, cut, memory);
  };
}

/** The picture without what it was measured by. */
export function buildTopology(input: PictureInput): Topology {
  return buildPicture(input).topology;
}

function buildFinest(input: PictureInput, memory: BuildMemory): Picture {
  const { at, windowSeconds, tolerances = defaultTolerances, samples } = input;
  const lineup = memory.lineupOf(samples);
  const placing = memory.placingOf(input, lineup);
  const { scope, inventory, workloads } = placing;
  const kept = memory.keptFor([inventory.inventory, tolerances, windowSeconds, input.namespaces?.join()]);
  const isInScope = ({ source, target }: Pick<EdgeTally, "source" | "target">) =>
    scope.holds(source) || scope.holds(target);
  const isOutside = ({ source, target }: EdgeTally) => scope.isOutside(source) || scope.isOutside(target);
  const { edges: counts, waypoints, passingGateways } = memory.pairsOf(lineup, workloads);
  const waypointList = kept.waypointList([...waypoints]);
  const { placerAt, mainServiceOf } = placing.among(waypointList);
  const tallies = kept.sorted(counts.filter(isInScope));
  const judge = createJudge({ at, windowSeconds, tolerances, ...known("previous", input.previous), ...inventory });
  const context = { judge, ...inventory, ...known("usual", input.usual) };
  const edgeContext = { ...context, isOutside };
  const counted = kept.countedList(
    tallies.map((tally) =>
      kept.edges.keep(tally.id, [tally, input.usual?.edges.get(tally.id)], judge, () => [
        tally,
        edgeOf(tally, edgeContext),
      ]),
    ),
  );
  const isWaypoint = (place: Place) => waypoints.has(place);
  const nodeContext = { ...context, isOutside: scope.isOutside, isWaypoint, mainServiceOf };
  const passing = kept.passingList([...waypoints, ...passingGateways]);
  const drawn = kept.drawn(kept.lineupOf(tallies), passing, scope, workloads, inventory.inventory);
  const nodes = kept.nodeList(
    drawn.nodes.map((tally) => {
      const sides = kept.sides.of(tally, counted);
      const parts = partsOfNode(tally, sides, nodeContext);
      return kept.nodes.keep(tally.place.id, parts, judge, () => nodeOf(tally, sides, nodeContext));
    }),
  );
  const edges = kept.edgeList(counted);
  const wholeAt = createWholeEdges({
    samples,
    tallies,
    ...inventory,
    placerAt,
    isInScope,
    toldElsewhere: () => toldByWaypoints(nodes, edges),
    edgeOf: (tally, cut) => edgeOf(tally, { judge: judgeInCut(judge, cut), ...inventory, isOutside }),
  });
  const namespaces = kept.namespaces(nodes, counted);
  const annotated = inventory.inventory?.annotated.warnings ?? [];
  return {
    topology: {
      ...headerOf(input),
      warnings: [...input.warnings, ...timingWarnings(tallies), ...annotated, ...scopeWarnings(input, namespaces)],
      clusters: clusterNames(nodes),
      namespaces: [...namespaces],
      totals: kept.totalNumbers(nodes, counted),
      problems: [...kept.problems(nodes, edges, input.usual, input.since)],
      nodes: [...nodes],
      edges: [...edges],
      rollups: memory.rollupsOf({ nodes, edges, tallies, judge, ...inventory, wholeAt, kept: kept.totals }),
    },
    ...drawn.measuredBy,
    waypoints: nodes.filter(({ kind }) => kind === "waypoint"),
    verdicts: judge.verdicts,
    unwellFrom: judge.unwellFrom,
  };
}

/** A part of an edge can have the id of the whole: what is held of it is held under the cut's own. */
function judgeInCut(judge: Judge, { grain, serviceNodes }: Cut): Pick<Judge, "edge"> {
  return {
    edge: (tally, latency) => judge.edgeTogether(rollupIdOf(grain, tally.id, serviceNodes), tally, latency),
  };
}

function buildCoarser(input: PictureInput, cut: Cut, memory: BuildMemory): Picture {
  const whole = buildFinest({ ...input, grain: "workload", serviceNodes: false }, memory);
  const { nodes, edges } = whole.topology;
  const toldElsewhere = mergesCallers(cut.grain) ? toldByWaypoints(nodes, edges) : undefined;
  const tallies = countTraffic(input, whole.waypoints, cut, toldElsewhere);
  const { rollups: _, ...topology } = regrain(whole.topology, cut.grain, cut);
  return {
    ...whole,
    topology,
    ...measuredBy(tallies, gatherParties(tallies)),
  };
}

/** Every edge in scope with what was counted on it. */
function countTraffic(
  input: PictureInput,
  waypoints: Picture["waypoints"],
  { grain, serviceNodes }: Cut,
  toldElsewhere: ReadonlySet<EdgeId> | undefined,
): EdgeTally[] {
  const { scope, workloads, among } = createPlacing()(input, { items: input.samples });
  const placers = { pair: workloads, shown: among(waypoints).placerAt(grain) };
  const tallies = gatherEdges(input.samples, placers, serviceNodes, toldElsewhere);
  return tallies.filter(({ source, target }) => scope.holds(source) || scope.holds(target));
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

/** Proxies can be told to count requests and not to time them. */
function timingWarnings(tallies: readonly EdgeTally[]): string[] {
  return tallies.some(({ beside }) => beside?.some(({ only }) => only === "durations"))
    ? ["Some callers do not time what they ask for: how long it took is as proxies nearer to the callee have it."]
    : [];
}

/** A misspelt scope would otherwise look like a mesh without traffic. */
function scopeWarnings({ namespaces: asked = [], inventory }: PictureInput, found: Topology["namespaces"]): string[] {
  const names = new Set(inventory?.namespaces);
  for (const { cluster, name } of found) names.add(name).add(`${cluster}/${name}`);
  return asked.filter((name) => !names.has(name)).map((name) => `Nothing is known of a namespace called ${name}.`);
}

/** Nodes nobody named a cluster for stand under `unknown`, which is no cluster. */
function clusterNames(nodes: readonly TopologyNode[]): string[] {
  return [...new Set(nodes.map((node) => node.cluster))].filter((cluster) => cluster !== "unknown").sort();
}
