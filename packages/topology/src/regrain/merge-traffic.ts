import type { NodeTraffic, TopologyEdge } from "@fyr/contract";
import { countOutcome, createSideTally, sharesOf } from "../node-tally.ts";
import { known } from "../optional.ts";
import { classifyResponse } from "../responses.ts";
import { roundQuantity, roundRatio } from "../wire-grid.ts";

type Rates = Pick<TopologyEdge, "requestsPerSecond" | "errorRatio" | "clientErrorRatio">;

/** Requests added up, and the shares that failed of those whose end is known. */
export function ratesOf(members: readonly TopologyEdge[]): Rates {
  return {
    ...known(
      "requestsPerSecond",
      sumOf(members, (edge) => edge.requestsPerSecond),
      roundQuantity,
    ),
    ...known(
      "errorRatio",
      shareOf(members, (edge) => edge.errorRatio, endedPerSecond),
      roundRatio,
    ),
    ...known(
      "clientErrorRatio",
      shareOf(members, (edge) => edge.clientErrorRatio, endedPerSecond),
      roundRatio,
    ),
  };
}

/** All of what a node receives or sends but its durations. */
export function sideOf(members: readonly TopologyEdge[]): Omit<NodeTraffic, "latencyMs"> {
  const bytes = sumOf(
    members,
    ({ bytesPerSecond }) => bytesPerSecond && bytesPerSecond.toTarget + bytesPerSecond.toSource,
  );
  const side = createSideTally();
  for (const edge of members) {
    if (edge.requestsPerSecond === undefined) continue;
    side.requests = (side.requests ?? 0) + edge.requestsPerSecond;
    countOutcome(side, edge.requestsPerSecond, edge);
  }
  return {
    ...ratesOf(members),
    ...known("bytesPerSecond", bytes, roundQuantity),
    ...known("byHealth", sharesOf(side)),
  };
}

/** Undefined where none of them measured it. */
export function sumOf<Item>(items: readonly Item[], of: (item: Item) => number | undefined): number | undefined {
  let sum: number | undefined;
  for (const item of items) {
    const value = of(item);
    if (value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** A share of all, from the shares of those who know theirs. */
export function shareOf<Item>(
  items: readonly Item[],
  of: (item: Item) => number | undefined,
  weigh: (item: Item) => number,
): number | undefined {
  let part = 0;
  let all = 0;
  for (const item of items) {
    const share = of(item);
    if (share === undefined) continue;
    part += share * weigh(item);
    all += weigh(item);
  }
  return all > 0 ? part / all : undefined;
}

/** Requests of which somebody said how they ended; of TCP, connections. */
export function endedPerSecond({ responses }: TopologyEdge): number {
  let ended = 0;
  for (const { code, grpcStatus, flags, perSecond } of responses) {
    if (classifyResponse(code, grpcStatus, flags) !== "unknown") ended += perSecond;
  }
  return ended;
}
