import type { Pair } from "./pair.ts";
import type { Place } from "./place.ts";

/** In the name of a gateway between networks, by custom: an expression. */
export const eastWest = "east-?west";

const eastWestName = new RegExp(eastWest);

/**
 * Pairs of which a gateway between networks has counted connections that it passes on unopened: who is called counts what is
 * in them, as come from whoever called. Whom it is told to have called, it has called itself.
 */
export function passedThrough(pairs: readonly Pair[]): ReadonlySet<Pair> {
  const through = pairs.filter((pair) => isEastWest(pair.source) && !isToldByCallee(pair) && pair.requests.size === 0);
  if (through.length === 0) return nothing;
  const own = pairs.filter((pair) => isToldByCallee(pair) && !isEastWest(pair.source));
  const telling = new Set(own.map(({ target }) => target));
  return new Set(through.filter(({ target }) => telling.has(target)));
}

const nothing: ReadonlySet<Pair> = new Set();

function isEastWest({ workload }: Place): boolean {
  // Nearly all are none, and an expression takes longer to say so.
  return workload?.includes("west") === true && eastWestName.test(workload);
}

function isToldByCallee({ requests, connections }: Pair): boolean {
  return requests.has("destination") || connections.has("destination");
}
