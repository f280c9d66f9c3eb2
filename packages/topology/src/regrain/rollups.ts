import type { EdgeId, NodeId, Quantiles, Rollup } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import type { Judge } from "../health/judge.ts";
import { byId, rollupIdOf } from "../ids.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { addTally, createDurationTally, type DurationTally, quantilesOf } from "../latency.ts";
import { mergeHistograms } from "../merge-histograms.ts";
import { known } from "../optional.ts";
import { roundHealth, roundQuantiles } from "../wire-grid.ts";
import { type Cut, coarserCuts } from "./cut.ts";
import { type EdgeGroup, groupsOf, type NodeGroup, type WholeEdge } from "./groups.ts";
import { isUntold, latencyOf, type TimedEnds, timedEndsOf } from "./member-latency.ts";
import { serviceFlagsOf } from "./service-flags.ts";
import { type Drawn, type Shape, shapeOf } from "./shape.ts";
import { type CountedMember, edgesTogether, nodesTogether } from "./total-judge.ts";

/** A picture of workloads with what it was counted from. */
export interface Counted extends Drawn {
  readonly tallies: ReadonlyMap<EdgeId, EdgeTally>;
  readonly inventory?: InventoryIndex;
  readonly judge: Judge;
  /** The edges of a cut that hold only a part of others, and what they were counted from. */
  wholeAt(cut: Cut): WholeEdges;
}

export interface WholeEdges {
  readonly edges: readonly WholeEdge[];
  readonly tallies: ReadonlyMap<EdgeId, EdgeTally>;
}

/** What every coarser cut needs and a picture of workloads does not tell. */
export function rollupsOf(counted: Counted): Rollup[] {
  const shape = shapeOf(counted);
  const ends = timedEndsOf(counted);
  return coarserCuts.flatMap((cut) => rollupsAt(cut, shape, counted, ends)).sort(byId);
}

function rollupsAt(cut: Cut, shape: Shape, counted: Counted, ends: TimedEnds): Rollup[] {
  const { judge, inventory } = counted;
  const whole = counted.wholeAt(cut);
  if (whole.edges.length === 0 && isTold(cut, shape, judge)) return [];
  const groups = groupsOf(shape, cut, whole.edges);
  const idOf = (id: EdgeId | NodeId) => rollupIdOf(cut.grain, id, cut.serviceNodes);
  const countedOf = ({ isWhole, members }: EdgeGroup): CountedMember[] =>
    members.flatMap((edge) => {
      const tally = (isWhole ? whole : counted).tallies.get(edge.id);
      return tally === undefined ? [] : [[tally, edge] as const];
    });
  const together = createTogether(ends, countedOf);
  const own = new Set(groups.nodes.filter(({ place }) => judge.hasOwnStandard(place)));
  const isOwn = (group: NodeGroup) => own.has(group);

  function edgeParts(group: EdgeGroup): Rest {
    const [first] = group.members;
    if (group.isWhole && first !== undefined) return { edge: first, parts: group.parts.map((part) => part.id) };
    if (group.members.length === 1 && !isOwn(group.source) && !isOwn(group.target)) return {};
    const { told, latency } = together([group]);
    const health = edgesTogether(judge, idOf(group.id), group, () => countedOf(group), latency);
    return { ...known("latencyMs", told), ...known("health", health, roundHealth) };
  }

  function nodeParts(group: NodeGroup): Rest {
    const isPlain = group.inbound.length < 2 && group.outbound.length < 2 && group.parts.length + group.behind.size < 2;
    const flags = cut.grain === "service" ? known("flags", serviceFlagsOf(group, inventory)) : {};
    if (isPlain && !isOwn(group) && !hasSeveral(group)) return flags;
    const { told, latency } = together(group.inbound);
    const counts = () => group.inbound.flatMap(countedOf);
    return {
      ...known("latencyMs", told),
      ...known("outboundLatencyMs", together(group.outbound).told),
      ...known("health", nodesTogether(judge, idOf(group.place.id), group, counts, latency), roundHealth),
      ...flags,
    };
  }

  return [
    ...groups.edges.map((group) => [group.id, edgeParts(group)] as const),
    ...groups.nodes.map((group) => [group.place.id, nodeParts(group)] as const),
  ].flatMap(([id, rest]) => (isEmpty(rest) ? [] : [{ id: idOf(id), ...rest }]));
}

function hasSeveral({ inbound, outbound }: NodeGroup): boolean {
  return [...inbound, ...outbound].some(({ members }) => members.length > 1);
}

/** Every node and every edge is one of the picture, judged by the same: most meshes have as many apps as workloads. */
function isTold({ grain, serviceNodes }: Cut, shape: Shape, judge: Judge): boolean {
  if (grain === "service" || serviceNodes) return false;
  const places = shape.placesAt(grain);
  return (
    new Set(places.map(({ id }) => id)).size === places.length && !places.some((place) => judge.hasOwnStandard(place))
  );
}

type Rest = Omit<Rollup, "id">;

function isEmpty(rest: Rest): boolean {
  for (const _ in rest) return false;
  return true;
}

interface Durations {
  /** What the picture does not tell. */
  readonly told: Quantiles | undefined;
  /** Whoever tells it. */
  latency(): Quantiles | undefined;
}

/** The durations of several edges together. Those of one group are merged once, whatever they are part of. */
function createTogether(ends: TimedEnds, countedOf: (group: EdgeGroup) => CountedMember[]) {
  const merged = new Map<EdgeGroup, DurationTally>();
  const durationsOf = (group: EdgeGroup): DurationTally => {
    const known = merged.get(group);
    if (known !== undefined) return known;
    const all = createDurationTally();
    for (const [tally] of countedOf(group)) addTally(all, tally.durations);
    const histogram = mergeHistograms(all.histograms);
    const one = { ...all, histograms: histogram === undefined ? [] : [histogram] };
    merged.set(group, one);
    return one;
  };
  return (groups: readonly EdgeGroup[]): Durations => {
    const [only] = groups;
    const members = groups.length === 1 && only !== undefined ? only.members : groups.flatMap((group) => group.members);
    if (!isUntold(members, ends)) return { told: undefined, latency: () => latencyOf(members, ends) };
    const all = createDurationTally();
    for (const group of groups) addTally(all, durationsOf(group));
    const latency = known("exact", quantilesOf(all), roundQuantiles).exact;
    return { told: latency, latency: () => latency };
  };
}
