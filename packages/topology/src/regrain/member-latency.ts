import type { Latency, NodeId, Quantiles, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { Drawn } from "./shape.ts";

/** The edges at each node that were timed, counted, to tell when some are all of them. */
export interface TimedEnds {
  readonly edges: ReadonlySet<TopologyEdge>;
  readonly into: ReadonlyMap<NodeId, Timed>;
  readonly outOf: ReadonlyMap<NodeId, Timed>;
}

interface Timed {
  readonly node: TopologyNode;
  edges: number;
}

export function timedEndsOf({ nodes, edges }: Drawn): TimedEnds {
  const into = new Map<NodeId, Timed>();
  const outOf = new Map<NodeId, Timed>();
  const timed = new Set<TopologyEdge>();
  for (const node of nodes) {
    into.set(node.id, { node, edges: 0 });
    outOf.set(node.id, { node, edges: 0 });
  }
  for (const edge of edges) {
    if (edge.latencyMs === undefined) continue;
    timed.add(edge);
    const [from, to] = [outOf.get(edge.source), into.get(edge.target)];
    if (from !== undefined) from.edges += 1;
    if (to !== undefined) to.edges += 1;
  }
  return { edges: timed, into, outOf };
}

/**
 * The durations of several edges together, where the picture tells them: of a single one that was timed, or of all that
 * one node receives or sends. Percentiles of parts do not add up to those of the whole.
 */
export function latencyOf(members: readonly TopologyEdge[], ends: TimedEnds): Quantiles | undefined {
  return withoutUsual(latencyTold(members, ends));
}

/** The same as it is told, with what is usual beside it. */
function latencyTold(members: readonly TopologyEdge[], ends: TimedEnds): Latency | undefined {
  const timed = members.length < 2 ? members : members.filter(({ latencyMs }) => latencyMs !== undefined);
  const [first] = timed;
  if (timed.length <= 1) return first?.latencyMs;
  // What came whole is a part of what ends at a node, though it ends there, too.
  if (first === undefined || !timed.every((edge) => ends.edges.has(edge))) return undefined;
  const into = ends.into.get(first.target);
  if (into?.edges === timed.length && timed.every(({ target }) => target === first.target)) {
    return into.node.inbound.latencyMs;
  }
  const outOf = ends.outOf.get(first.source);
  if (outOf?.edges === timed.length && timed.every(({ source }) => source === first.source)) {
    return outOf.node.outbound.latencyMs;
  }
  return undefined;
}

function withoutUsual(latency: Latency | undefined): Quantiles | undefined {
  if (latency === undefined) return undefined;
  const { usual: _, ...now } = latency;
  return now;
}
