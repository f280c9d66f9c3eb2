import { calledHost, calledService } from "./called-service.ts";
import type { Pair } from "./pair.ts";
import type { Place } from "./place.ts";
import { isByZtunnel, type PairReporters } from "./reporters.ts";
import type { TrafficSample } from "./samples.ts";

/** Whose traffic waypoints have counted. */
export interface CountedByWaypoints {
  /** Who called and who answered, whatever the layer. */
  readonly users: ReadonlySet<Place>;
  /** What was called (see `callOf`), by who called it and by who answered. */
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
    for (const sample of samples) {
      const call = sample.reporter === "waypoint" && sample.kind !== "latency" ? callOf(sample) : undefined;
      if (call === undefined) continue;
      addTo(asked, source, call);
      addTo(answered, target, call);
    }
  }
  return { users, asked, answered };
}

export function isCountedByWaypoint({ requests, connections, messages }: PairReporters): boolean {
  return requests.has("waypoint") || connections.has("waypoint") || messages.has("waypoint");
}

export function isWaypoint({ kind }: Place): boolean {
  return kind === "waypoint";
}

/** Told elsewhere with the right ends: of a leg to or from a waypoint in its own report, of an app under its workloads. */
export function isPassedOn({ isCovered, isNamedByOthers, passedOn }: Pair, sample: TrafficSample): boolean {
  return isNamedByOthers || (sample.protocol === "tcp" && isCovered) || isAmongPassedOn(passedOn, sample);
}

/** The same by what was called, of what others than ztunnels count. */
export function isAmongPassedOn(passedOn: Pair["passedOn"], sample: TrafficSample): boolean {
  if (!isCalledThrough({ passedOn }, sample)) return false;
  return sample.kind !== "requests" || !isStoppedBefore(sample.flags);
}

/** The waypoint has counted this call. */
export function isCalledThrough({ passedOn }: Pick<Pair, "passedOn">, sample: TrafficSample): boolean {
  if (passedOn.size === 0 || sample.reporter === "waypoint" || isByZtunnel(sample)) return false;
  return passedOn.has(callOf(sample) ?? "");
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

/** What was called, and at which layer, however it is written. Undefined where no name is told. */
export function callOf({ protocol, destination }: Pick<TrafficSample, "protocol" | "destination">): string | undefined {
  const service = calledService(destination, undefined);
  const name = service === undefined ? calledHost(destination) : `${service.namespace}/${service.name}`;
  return name === undefined || protocol !== "tcp" ? name : `tcp ${name}`;
}

function addTo(calls: Map<Place, Set<string>>, place: Place, call: string): void {
  const known = calls.get(place) ?? new Set<string>();
  calls.set(place, known.add(call));
}
