import type { HopNumbers, NodeId } from "@fyr/contract";
import { known } from "../optional.ts";
import { roundQuantity, roundRatio } from "../wire-grid.ts";
import type { Call, Calls } from "./calls.ts";

/** A hop before it is told: per request to the entry, exact. */
export interface Hopped {
  readonly calls: number;
  readonly numbers: HopNumbers;
  /** Its caller's waiting, per request to the entry; absent where nobody timed it. */
  readonly waitedMs?: number;
  /** Failed calls per request to the entry. */
  readonly failed: number;
}

/** Requests a second that arrive at a node; where nobody counts them (a gateway, a client), those it sends. */
function arriving(calls: Calls, node: NodeId): number {
  const counted = sumOf(calls.into(node), ({ requests }) => requests);
  return counted > 0 ? counted : sumOf(calls.out(node), ({ requests }) => requests);
}

/** What one request to the node itself makes it call: edges with how often. */
export function callsPerRequest(calls: Calls, node: NodeId): readonly (readonly [Call, number])[] {
  const arrived = arriving(calls, node);
  return calls.out(node).map((call) => [call, arrived > 0 ? (call.requests ?? 0) / arrived : 0] as const);
}

/** The entry, once per request to it. */
export function entryHop(calls: Calls, entry: NodeId): Hopped | undefined {
  const into = calls.into(entry).filter(({ requests }) => requests !== undefined);
  const arrived = arriving(calls, entry);
  if (arrived <= 0) return undefined;
  const served = meanOf(into, arrived, ({ servedMs, waitedMs }) => servedMs ?? waitedMs);
  const { waitedMs: behind, failed: failedBehind } = behindOf(calls, entry);
  const failed = into.length > 0 ? sumOf(into, (call) => call.failed) / arrived : failedBehind;
  const meanMs = served ?? (into.length === 0 ? behind : undefined);
  return {
    calls: 1,
    failed,
    ...known("waitedMs", meanMs),
    numbers: {
      calls: 1,
      ...known("meanMs", meanMs, roundQuantity),
      ...known("ownMs", served && Math.max(0, served - behind), roundQuantity),
      errorRatio: roundRatio(failed),
      ownErrors: roundQuantity(Math.max(0, failed - failedBehind)),
    },
  };
}

/** `perEntry`: how often the call is made per request to the entry. */
export function hopOf(calls: Calls, call: Call, perEntry: number): Hopped {
  const { edge, requests = 0, waitedMs, servedMs, retries } = call;
  if (requests === 0) return { calls: perEntry, failed: 0, numbers: {} };
  const each = perEntry / requests;
  const behind = behindOf(calls, edge.target);
  const failed = perEntry * (edge.errorRatio ?? 0);
  const spent = servedMs ?? waitedMs;
  return {
    calls: perEntry,
    failed,
    ...known("waitedMs", waitedMs && waitedMs * each),
    numbers: {
      calls: roundQuantity(perEntry),
      ...known("retriesPerCall", retries, roundQuantity),
      ...known("meanMs", waitedMs && waitedMs / requests, roundQuantity),
      ...known("p99Ms", edge.latencyMs?.p99),
      ...known("ownMs", spent && Math.max(0, spent * each - perEntry * behind.waitedMs), roundQuantity),
      ...known(
        "betweenProxiesMs",
        servedMs === undefined || waitedMs === undefined ? undefined : (waitedMs - servedMs) * each,
        roundQuantity,
      ),
      ...known("errorRatio", edge.errorRatio),
      ...(edge.errorRatio !== undefined && {
        ownErrors: roundQuantity(Math.max(0, failed - perEntry * behind.failed)),
      }),
    },
  };
}

/**
 * What one request to a node waits for behind it, and how much of what it calls fails. Arrivals are requests as callers
 * count them: what further attempts call is part of what one request calls.
 */
function behindOf(calls: Calls, node: NodeId): { readonly waitedMs: number; readonly failed: number } {
  const arrived = arriving(calls, node);
  if (arrived <= 0) return { waitedMs: 0, failed: 0 };
  const out = calls.out(node);
  return {
    waitedMs: sumOf(out, ({ waitedMs }) => waitedMs) / arrived,
    failed: sumOf(out, ({ failed }) => failed) / arrived,
  };
}

function meanOf(calls: readonly Call[], requests: number, of: (call: Call) => number | undefined): number | undefined {
  const timed = calls.filter((call) => of(call) !== undefined);
  return timed.length === 0 ? undefined : sumOf(timed, of) / requests;
}

function sumOf(calls: readonly Call[], of: (call: Call) => number | undefined): number {
  return calls.reduce((sum, call) => sum + (of(call) ?? 0), 0);
}
