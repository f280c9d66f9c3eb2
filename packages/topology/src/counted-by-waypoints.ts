import type { Pair } from "./hear-pairs.ts";
import type { Place } from "./place.ts";
import type { PairReporters } from "./reporters.ts";
import type { ServiceParty, TrafficSample } from "./samples.ts";

/** Whose traffic waypoints have counted. */
export interface CountedByWaypoints {
  /** Who called and who answered, whatever the layer. */
  readonly users: ReadonlySet<Place>;
  /** The hosts of requests, by who called them and by who answered. */
  readonly asked: ReadonlyMap<Place, ReadonlySet<string>>;
  readonly answered: ReadonlyMap<Place, ReadonlySet<string>>;
}

export function countedByWaypoints(pairs: readonly Pair[]): CountedByWaypoints {
  const users = new Set<Place>();
  const asked = new Map<Place, Set<string>>();
  const answered = new Map<Place, Set<string>>();
  for (const pair of pairs) {
    const { source, target, samples } = pair;
    if (!isCountedByWaypoint(pair) || isWaypoint(source) || isWaypoint(target)) continue;
    users.add(source).add(target);
    for (const { kind, reporter, destination } of samples) {
      if (kind !== "requests" || reporter !== "waypoint") continue;
      addTo(asked, source, hostOf(destination));
      addTo(answered, target, hostOf(destination));
    }
  }
  return { users, asked, answered };
}

export function isCountedByWaypoint({ requests, connections }: PairReporters): boolean {
  return requests.has("waypoint") || connections.has("waypoint");
}

export function isWaypoint({ kind }: Place): boolean {
  return kind === "waypoint";
}

/** Of a leg to or from a waypoint: the waypoint has this in its own report, whose ends are the right ones. */
export function isPassedOn({ isCovered, passedOn }: Pair, sample: TrafficSample): boolean {
  if (sample.protocol === "tcp") return isCovered;
  if (!passedOn.has(hostOf(sample.destination)) || sample.reporter === "waypoint") return false;
  return sample.kind !== "requests" || !isStoppedBefore(sample.flags);
}

/**
 * Envoy's flags of requests that a proxy has answered itself: no upstream that is healthy, no connection to it, too many of
 * them, no route, no cluster, no answer from DNS.
 */
export const stoppedBefore: readonly string[] = ["UH", "UF", "UO", "NR", "NC", "DF"];

/** The caller's proxy has answered itself: no waypoint has heard of it. */
function isStoppedBefore(flags: string | undefined): boolean {
  return flags?.split(",").some((flag) => stoppedBefore.includes(flag)) ?? false;
}

function hostOf({ serviceHost, service }: ServiceParty): string {
  return serviceHost ?? service ?? "";
}

function addTo(hosts: Map<Place, Set<string>>, place: Place, host: string): void {
  const known = hosts.get(place) ?? new Set<string>();
  hosts.set(place, known.add(host));
}
