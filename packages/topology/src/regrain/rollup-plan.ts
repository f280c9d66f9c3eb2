import type { EdgeId, Protocol, RollupId, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { Judge } from "../health/judge.ts";
import { byId, rollupIdOf } from "../ids.ts";
import type { NodePlace } from "../place.ts";
import { type Bundle, type Bundles, createBundles } from "./bundles.ts";
import { type Cut, coarserCuts } from "./cut.ts";
import { type EdgeGroup, groupsOf, type NodeGroup, type WholeEdge } from "./groups.ts";
import { hostsCalled } from "./hosts-called.ts";
import type { Shape } from "./shape.ts";
import { createWholeSides } from "./whole-sides.ts";

/**
 * What is to be asked of every coarser cut, sorted by id. It speaks of rows, so that it holds for every picture of the
 * same shape: nodes by where they stand in the picture, edges likewise, then the edges that came whole, cut by cut.
 */
export interface RollupPlan {
  readonly asks: readonly Ask[];
  /** How many numbers bundles have. */
  readonly bundles: number;
}

export type Ask = WholeAsk | EdgeAsk | NodeAsk;

/** An edge that is told whole. */
interface WholeAsk {
  readonly kind: "whole";
  readonly id: RollupId;
  readonly row: number;
  readonly parts: readonly EdgeId[];
}

export interface EdgeAsk {
  readonly kind: "edge";
  readonly id: RollupId;
  readonly source: NodePlace;
  readonly target: NodePlace;
  readonly protocol: Protocol;
  /** One of its ends is judged by something set for it. */
  readonly isOwn: boolean;
  readonly members: Bundle;
}

export interface NodeAsk {
  readonly kind: "node";
  readonly id: RollupId;
  readonly place: NodePlace;
  readonly isOwn: boolean;
  readonly inbound: Bundle;
  readonly outbound: Bundle;
  /** Rows of the nodes it stands for, and of those that are called through it. */
  readonly nodes: readonly number[];
  /** Of a service whose flags are told. */
  readonly hosts?: ReadonlySet<string>;
  /** It is one node of the picture as it is: nothing is told but flags. */
  readonly isPlain: boolean;
}

/** `wholes`: the edges of each coarser cut that are told whole. */
export function planRollups(shape: Shape, judge: Judge, wholes: readonly (readonly WholeEdge[])[]): RollupPlan {
  const { nodes, edges } = shape.picture;
  const rows = createRows(nodes, edges);
  const bundles = createBundles(rows.ofEdge, createWholeSides(shape));
  const asks = coarserCuts.flatMap((cut, at) => {
    const whole = wholes[at] ?? [];
    for (const { edge } of whole) rows.add(edge);
    return whole.length === 0 && isTold(cut, shape, judge) ? [] : asksAt(cut, { shape, judge, whole, rows, bundles });
  });
  return { asks: asks.sort(byId), bundles: bundles.count() };
}

interface CutSources {
  readonly shape: Shape;
  readonly judge: Judge;
  readonly whole: readonly WholeEdge[];
  readonly rows: Rows;
  readonly bundles: Bundles;
}

function asksAt(cut: Cut, { shape, judge, whole, rows, bundles }: CutSources): Ask[] {
  const groups = groupsOf(shape, cut, whole);
  const own = new Set(groups.nodes.filter(({ place }) => judge.hasOwnStandard(place)));
  const asks: Ask[] = [];
  for (const group of groups.edges) {
    const { members, parts, isWhole, source, target, protocol } = group;
    const isOwn = own.has(source) || own.has(target);
    const id = () => rollupIdOf(cut.grain, group.id, cut.serviceNodes);
    const [first] = members;
    if (isWhole && first !== undefined) {
      asks.push({ kind: "whole", id: id(), row: rows.ofEdge(first), parts: parts.map((part) => part.id) });
    } else if (members.length > 1 || isOwn) {
      const ends = { source: source.place, target: target.place };
      asks.push({ kind: "edge", id: id(), ...ends, protocol, isOwn, members: bundles.of(members) });
    }
  }
  for (const group of groups.nodes) {
    const hosts = cut.grain === "service" ? hostsCalled(group) : undefined;
    const isPlain = !own.has(group) && isAsItIs(group);
    if (isPlain && hosts === undefined) continue;
    asks.push({
      kind: "node",
      id: rollupIdOf(cut.grain, group.place.id, cut.serviceNodes),
      place: group.place,
      isOwn: own.has(group),
      inbound: bundles.of(membersOf(group.inbound)),
      outbound: bundles.of(membersOf(group.outbound)),
      nodes: [...group.parts, ...group.behind].map(rows.ofNode),
      ...(hosts && { hosts }),
      isPlain,
    });
  }
  return asks;
}

function isAsItIs({ inbound, outbound, parts, behind }: NodeGroup): boolean {
  const isSingle = inbound.length < 2 && outbound.length < 2 && parts.length + behind.size < 2;
  return isSingle && !inbound.some(isSeveral) && !outbound.some(isSeveral);
}

function isSeveral({ members }: EdgeGroup): boolean {
  return members.length > 1;
}

function membersOf(groups: readonly EdgeGroup[]): readonly TopologyEdge[] {
  const [only] = groups;
  return only !== undefined && groups.length === 1 ? only.members : groups.flatMap(({ members }) => members);
}

/** Every node and every edge is one of the picture, judged by the same: most meshes have as many apps as workloads. */
function isTold({ grain, serviceNodes }: Cut, shape: Shape, judge: Judge): boolean {
  if (grain === "service" || serviceNodes) return false;
  const places = shape.placesAt(grain);
  return (
    new Set(places.map(({ id }) => id)).size === places.length && !places.some((place) => judge.hasOwnStandard(place))
  );
}

interface Rows {
  /** -1 where there is none. */
  ofNode(node: TopologyNode): number;
  ofEdge(edge: TopologyEdge): number;
  add(edge: TopologyEdge): void;
}

function createRows(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): Rows {
  const nodeRows = new Map(nodes.map((node, row) => [node, row]));
  const edgeRows = new Map(edges.map((edge, row) => [edge, row]));
  return {
    ofNode: (node) => nodeRows.get(node) ?? -1,
    ofEdge: (edge) => edgeRows.get(edge) ?? -1,
    add: (edge) => edgeRows.set(edge, edgeRows.size),
  };
}
