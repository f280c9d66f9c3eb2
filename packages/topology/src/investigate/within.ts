import type { Candidate } from "./candidate.ts";
import type { SeenClosely } from "./close-look.ts";
import type { PodChange } from "./pod-changes.ts";
import { haveNearlyAll, type Shares, sharesOf } from "./pod-shares.ts";

/** Of a workload's trouble what must be in some of its pods alone. */
const least = 0.5;
/** Two in a place and two elsewhere: of fewer nobody can tell that it is where they run. */
const fewest = 2;

/** Where a workload's trouble is, if not in all of its pods alike: in one of several, or in those that run together. */
export function withinOf(candidate: Candidate, seen: SeenClosely, onset: number): Candidate["within"] {
  const { origin } = candidate;
  if (origin.type !== "node" && origin.type !== "edge") return undefined;
  const id = origin.type === "node" ? origin.node.id : origin.line.target.id;
  const shares = sharesOf(candidate, id, seen, onset);
  return firstOf(shares, badPod) ?? firstOf(shares, badPlace);
}

function firstOf<Found>(shares: readonly Shares[], find: (one: Shares) => Found | undefined): Found | undefined {
  return shares.map(find).find((found) => found !== undefined);
}

/** One pod of several that has nearly all of it. */
function badPod(shares: Shares): Candidate["within"] {
  const [first] = shares.pods.toSorted((a, b) => shares.of(b) - shares.of(a));
  if (first === undefined || !haveNearlyAll(shares, [first], least)) return undefined;
  if (!shares.isBeyondChance([first])) return undefined;
  const { pod, host } = first;
  return { pod, ...(host !== undefined && { host }) };
}

/** All on one Kubernetes node; else all in one zone. */
function badPlace(shares: Shares): Candidate["within"] {
  const host = badGroup(shares, (pod) => pod.host);
  if (host !== undefined) return { host };
  const zone = badGroup(shares, (pod) => pod.zone);
  return zone === undefined ? undefined : { zone };
}

function badGroup(shares: Shares, placeOf: (pod: PodChange) => string | undefined): string | undefined {
  const { pods } = shares;
  const groups = [...Map.groupBy(pods, placeOf)];
  const found = groups.find(
    ([place, own]) =>
      place !== undefined &&
      own.length >= fewest &&
      pods.length - own.length >= fewest &&
      haveNearlyAll(shares, own, least) &&
      shares.isBeyondChance(own),
  );
  return found?.[0];
}
