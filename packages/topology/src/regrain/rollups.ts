import type { EdgeId, NodeId, Quantiles, Rollup, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import type { Judge } from "../health/judge.ts";
import { byId, rollupIdOf } from "../ids.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { addTally, createDurationTally, quantilesOf } from "../latency.ts";
import { known } from "../optional.ts";
import { roundHealth, roundQuantiles } from "../wire-grid.ts";
import { type Cut, coarserCuts } from "./cut.ts";
import { type EdgeGroup, groupsOf, type NodeGroup, type WholeEdge } from "./groups.ts";
import { sameList } from "./keeper.ts";
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
  const together = createTogether(timedEndsOf(counted));
  return coarserCuts.flatMap((cut) => rollupsAt(cut, shape, counted, together)).sort(byId);
}

function rollupsAt(cut: Cut, shape: Shape, counted: Counted, together: ReturnType<typeof createTogether>): Rollup[] {
  const { judge, inventory } = counted;
  const whole = counted.wholeAt(cut);
  if (whole.edges.length === 0 && isTold(cut, shape, judge)) return [];
  const groups = groupsOf(shape, cut, whole.edges);
  const idOf = (id: EdgeId | NodeId) => rollupIdOf(cut.grain, id, cut.serviceNodes);
  const tallyOf = (edge: TopologyEdge) => whole.tallies.get(edge.id) ?? counted.tallies.get(edge.id);
  const countedOf = (members: readonly TopologyEdge[]): CountedMember[] =>
    members.flatMap((edge) => {
      const tally = tallyOf(edge);
      return tally === undefined ? [] : [[tally, edge] as const];
    });
  const own = new Set(groups.nodes.filter(({ place }) => judge.hasOwnStandard(place)));
  const isOwn = (group: NodeGroup) => own.has(group);

  function edgeParts(group: EdgeGroup): Rest | undefined {
    const { members, isWhole, parts } = group;
    const [first] = members;
    if (isWhole && first !== undefined) return { edge: first, parts: parts.map((part) => part.id) };
    if (members.length === 1 && !isOwn(group.source) && !isOwn(group.target)) return undefined;
    const { told, latency } = together(members, tallyOf);
    const health = edgesTogether(
      judge,
      () => idOf(group.id),
      group,
      () => countedOf(members),
      latency,
    );
    return { ...known("latencyMs", told), ...known("health", health, roundHealth) };
  }

  function nodeParts(group: NodeGroup): Rest | undefined {
    const isPlain = group.inbound.length < 2 && group.outbound.length < 2 && group.parts.length + group.behind.size < 2;
    const flags = cut.grain === "service" ? serviceFlagsOf(group, inventory) : undefined;
    if (isPlain && !isOwn(group) && !hasSeveral(group)) return flags && { flags };
    const inbound = membersOf(group.inbound);
    const { told, latency } = together(inbound, tallyOf);
    const health = nodesTogether(
      judge,
      () => idOf(group.place.id),
      group,
      () => countedOf(inbound),
      latency,
    );
    return {
      ...known("latencyMs", told),
      ...known("outboundLatencyMs", together(membersOf(group.outbound), tallyOf).told),
      ...known("health", health, roundHealth),
      ...known("flags", flags),
    };
  }

  const rollups: Rollup[] = [];
  const tell = (id: EdgeId | NodeId, rest: Rest) => rollups.push({ id: idOf(id), ...rest });
  for (const group of groups.edges) {
    const rest = edgeParts(group);
    if (rest !== undefined && !isEmpty(rest)) tell(group.id, rest);
  }
  for (const group of groups.nodes) {
    const rest = nodeParts(group);
    if (rest !== undefined && !isEmpty(rest)) tell(group.place.id, rest);
  }
  return rollups;
}

function membersOf(groups: readonly EdgeGroup[]): readonly TopologyEdge[] {
  const [only] = groups;
  return only !== undefined && groups.length === 1 ? only.members : groups.flatMap(({ members }) => members);
}

function hasSeveral({ inbound, outbound }: NodeGroup): boolean {
  return inbound.some(isSeveral) || outbound.some(isSeveral);
}

function isSeveral({ members }: EdgeGroup): boolean {
  return members.length > 1;
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

type TallyOf = (edge: TopologyEdge) => EdgeTally | undefined;

/** The durations of several edges together: merged once, whatever nodes, edges and cuts they are all of. */
function createTogether(ends: TimedEnds) {
  const merged = new Map<
    TopologyEdge,
    { readonly members: readonly TopologyEdge[]; readonly durations: Durations }[]
  >();

  function durationsOf(members: readonly TopologyEdge[], tallyOf: TallyOf): Durations {
    if (!isUntold(members, ends)) return { told: undefined, latency: () => latencyOf(members, ends) };
    const all = createDurationTally();
    for (const edge of members) {
      const tally = tallyOf(edge);
      if (tally !== undefined) addTally(all, tally.durations);
    }
    const latency = known("exact", quantilesOf(all), roundQuantiles).exact;
    return { told: latency, latency: () => latency };
  }

  return (members: readonly TopologyEdge[], tallyOf: TallyOf): Durations => {
    const [first] = members;
    if (first === undefined || members.length === 1) return durationsOf(members, tallyOf);
    const alike = merged.get(first) ?? [];
    const known = alike.find((one) => sameList(one.members, members));
    if (known !== undefined) return known.durations;
    const durations = durationsOf(members, tallyOf);
    alike.push({ members, durations });
    merged.set(first, alike);
    return durations;
  };
}
