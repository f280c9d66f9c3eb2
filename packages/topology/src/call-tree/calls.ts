import type { EdgeId, NodeId, Topology, TopologyEdge } from "@fyr/contract";
import type { BothSides } from "./both-sides.ts";

/** A moment of the mesh with both reports of its edges. */
export interface SeenFromBothSides {
  readonly topology: Pick<Topology, "nodes" | "edges">;
  readonly sides: ReadonlyMap<EdgeId, BothSides>;
}

/** One edge in requests a second, and ms of waiting a second. Absent is not measured. */
export interface Call {
  readonly edge: TopologyEdge;
  /** As the caller counts; absent of TCP. */
  readonly requests?: number;
  readonly failed: number;
  /** Attempts per request beyond the first. */
  readonly retries?: number;
  /** The caller's waiting for all its requests, ms a second. */
  readonly waitedMs?: number;
  /** What of it the callee was at work, or was waiting itself. */
  readonly servedMs?: number;
}

/** Who calls whom. */
export interface Calls {
  out(node: NodeId): readonly Call[];
  into(node: NodeId): readonly Call[];
}

const none: readonly Call[] = [];

export function callsIn({ topology, sides }: SeenFromBothSides): Calls {
  const calls = topology.edges.map((edge) => callOf(edge, sides.get(edge.id) ?? {}));
  const out = Map.groupBy(calls, ({ edge }) => edge.source);
  const into = Map.groupBy(calls, ({ edge }) => edge.target);
  return { out: (node) => out.get(node) ?? none, into: (node) => into.get(node) ?? none };
}

/** Fewer than this share of retries is two scrapes that do not fall together. */
const leastRetries = 0.01;

function callOf(edge: TopologyEdge, { caller, callee }: BothSides): Call {
  const asked = caller?.requests || callee?.requests || edge.requestsPerSecond;
  if (edge.protocol === "tcp" || asked === undefined) return { edge, failed: 0 };
  const waited = msPerSecond(caller, asked) ?? msPerSecond(callee, asked);
  const served = callee === undefined ? undefined : msPerSecond(callee, callee.requests);
  const retries = caller && callee && caller.requests > 0 ? callee.requests / caller.requests - 1 : undefined;
  return {
    edge,
    requests: asked,
    failed: asked * (edge.errorRatio ?? 0),
    ...(retries !== undefined && { retries: retries < leastRetries ? 0 : retries }),
    ...(waited !== undefined && { waitedMs: waited }),
    ...(served !== undefined && { servedMs: served }),
  };
}

/** What so many requests come to, where those that were timed are like the others. */
function msPerSecond(
  side: { readonly timed: number; readonly sumMs: number } | undefined,
  requests: number,
): number | undefined {
  return side === undefined || side.timed <= 0 ? undefined : (side.sumMs / side.timed) * requests;
}
