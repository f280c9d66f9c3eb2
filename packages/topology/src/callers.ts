import type { NodeId, TopologyEdge, TopologyProblem } from "@fyr/contract";
import { roundRatio } from "./wire-grid.ts";

type Caller = TopologyProblem["callers"][number];

/** A list for people: the most affected are what matters. */
const mostCallers = 20;

/**
 * Whoever calls into a node, directly or through others, with the failing share of the requests it sends that way.
 * Most affected first, at most twenty. What was found of a node is kept: many problems share one.
 */
export function callersIn(edges: readonly TopologyEdge[]): (start: NodeId) => readonly Caller[] {
  const calls = callsOf(edges);
  const found = new Map<NodeId, readonly Caller[]>();
  return (start) => {
    const callers = found.get(start) ?? callersOf(start, calls);
    found.set(start, callers);
    return callers;
  };
}

// In an outage hundreds of walks cross the whole mesh: nodes are numbers here, and what is counted stands in arrays.
interface Calls {
  readonly ids: readonly NodeId[];
  readonly places: ReadonlyMap<NodeId, number>;
  /** By the place of the node that is called. */
  readonly into: readonly (readonly Call[])[];
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
  const placeOf = (id: NodeId): number => {
    const place = places.get(id) ?? ids.push(id) - 1;
    places.set(id, place);
    into[place] ??= [];
    return place;
  };
  for (const { source, target, requestsPerSecond: requests, errorRatio = 0 } of edges) {
    if (requests === undefined || source === target) continue;
    into[placeOf(target)]?.push({ from: placeOf(source), requests, failed: requests * errorRatio });
  }
  return { ids, places, into };
}

function callersOf(start: NodeId, { ids, places, into }: Calls): Caller[] {
  const first = places.get(start);
  if (first === undefined) return [];
  const requests = new Float64Array(ids.length);
  const failed = new Float64Array(ids.length);
  const isReached = new Uint8Array(ids.length).fill(1, first, first + 1);
  const reached = [first];
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
  const callers = reached.slice(1);
  const affected = callers.map((node) => affectedAt(ids[node] ?? start, requests[node] ?? 0, failed[node] ?? 0));
  return worstOf(affected).map(({ id, ratio }) => (ratio < 0 ? { id } : { id, errorRatio: ratio }));
}

interface Affected {
  readonly id: NodeId;
  /** -1: it sent nothing in the window. */
  readonly ratio: number;
}

function affectedAt(id: NodeId, requests: number, failed: number): Affected {
  return { id, ratio: requests > 0 ? roundRatio(failed / requests) : -1 };
}

/** The first of them in order, without putting the rest in order. */
function worstOf(affected: readonly Affected[]): Affected[] {
  const worst: Affected[] = [];
  for (const one of affected) {
    const last = worst[mostCallers - 1];
    if (last !== undefined && !isWorse(one, last)) continue;
    const place = worst.findIndex((other) => isWorse(one, other));
    worst.splice(place === -1 ? worst.length : place, 0, one);
    worst.length = Math.min(worst.length, mostCallers);
  }
  return worst;
}

function isWorse(a: Affected, b: Affected): boolean {
  return a.ratio === b.ratio ? a.id < b.id : a.ratio > b.ratio;
}
