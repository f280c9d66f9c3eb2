import type { NodeId, TopologyEdge, TopologyProblem } from "@fyr/contract";
import { roundRatio } from "./wire-grid.ts";

type Caller = TopologyProblem["callers"][number];

/** A list for people: the most affected are what matters. */
const mostCallers = 20;

/**
 * Whoever calls into a node, directly or through others, with the failing share of the requests it sends that way.
 * Most affected first, at most twenty. Nodes that call each other in a circle are called by the same ones and by each
 * other: what was found of one holds for all.
 */
export function callersIn(edges: readonly TopologyEdge[]): (start: NodeId) => Caller[] {
  const calls = callsOf(edges);
  const found = new Map<number, readonly Caller[]>();
  return (start) => {
    const place = calls.places.get(start);
    if (place === undefined) return [];
    if (!found.has(place)) {
      const reach = reachOf(place, calls);
      for (const member of circleOf(place, calls, reach)) found.set(member, reach.worst);
    }
    return (found.get(place) ?? []).filter(({ id }) => id !== start).slice(0, mostCallers);
  };
}

// In an outage hundreds of walks cross the whole mesh: nodes are numbers here, and what is counted stands in arrays.
interface Calls {
  readonly ids: readonly NodeId[];
  readonly places: ReadonlyMap<NodeId, number>;
  /** By the place of the node that is called. */
  readonly into: readonly (readonly Call[])[];
  /** Whom each node calls. */
  readonly outOf: readonly (readonly number[])[];
}

/** Requests a second that one edge brings. */
interface Call {
  readonly from: number;
  readonly requests: number;
  readonly failed: number;
}

function callsOf(edges: readonly TopologyEdge[]): Calls {
  const ids: NodeId[] = [];
  const places = new Map<NodeId, number>();
  const into: Call[][] = [];
  const outOf: number[][] = [];
  const placeOf = (id: NodeId): number => {
    const place = places.get(id) ?? ids.push(id) - 1;
    places.set(id, place);
    into[place] ??= [];
    outOf[place] ??= [];
    return place;
  };
  for (const { source, target, requestsPerSecond: requests, errorRatio = 0 } of edges) {
    if (requests === undefined || source === target) continue;
    const [from, to] = [placeOf(source), placeOf(target)];
    into[to]?.push({ from, requests, failed: requests * errorRatio });
    outOf[from]?.push(to);
  }
  return { ids, places, into, outOf };
}

/** A node with all who reach it. */
interface Reach {
  /** 1 at the places of these nodes. */
  readonly isReached: Uint8Array;
  /** One more than is shown, for one of them may be the node in question. */
  readonly worst: readonly Caller[];
}

function reachOf(start: number, { ids, into }: Calls): Reach {
  const requests = new Float64Array(ids.length);
  const failed = new Float64Array(ids.length);
  const isReached = new Uint8Array(ids.length).fill(1, start, start + 1);
  const reached = [start];
  for (const node of reached) {
    for (const call of into[node] ?? []) {
      const { from } = call;
      requests[from] = (requests[from] ?? 0) + call.requests;
      failed[from] = (failed[from] ?? 0) + call.failed;
      if (isReached[from] === 1) continue;
      isReached[from] = 1;
      reached.push(from);
    }
  }
  const affected = reached.flatMap((node) => {
    const id = ids[node];
    return id === undefined ? [] : [affectedAt(id, requests[node] ?? 0, failed[node] ?? 0)];
  });
  return { isReached, worst: worstOf(affected, mostCallers + 1).map(callerOf) };
}

/** The node, and those it reaches which reach it. */
function circleOf(start: number, { outOf }: Calls, { isReached }: Reach): Set<number> {
  const circle = new Set([start]);
  for (const node of circle) for (const called of outOf[node] ?? []) if (isReached[called] === 1) circle.add(called);
  return circle;
}

interface Affected {
  readonly id: NodeId;
  /** -1: it sent nothing in the window. */
  readonly ratio: number;
}

function affectedAt(id: NodeId, requests: number, failed: number): Affected {
  return { id, ratio: requests > 0 ? roundRatio(failed / requests) : -1 };
}

function callerOf({ id, ratio }: Affected): Caller {
  return ratio < 0 ? { id } : { id, errorRatio: ratio };
}

/** The first of them in order, without putting the rest in order. */
function worstOf(affected: readonly Affected[], most: number): Affected[] {
  const worst: Affected[] = [];
  for (const one of affected) {
    const last = worst[most - 1];
    if (last !== undefined && !isWorse(one, last)) continue;
    const place = worst.findIndex((other) => isWorse(one, other));
    worst.splice(place === -1 ? worst.length : place, 0, one);
    worst.length = Math.min(worst.length, most);
  }
  return worst;
}

function isWorse(a: Affected, b: Affected): boolean {
  return a.ratio === b.ratio ? a.id < b.id : a.ratio > b.ratio;
}
