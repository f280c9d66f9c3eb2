import { type CountedByWaypoints, callOf, isCountedByWaypoint, isWaypoint } from "./counted-by-waypoints.ts";
import { nodeIdOf } from "./ids.ts";
import type { Pair } from "./pair.ts";
import type { Place } from "./place.ts";
import { isByZtunnel } from "./reporters.ts";
import type { TrafficSample } from "./samples.ts";

/**
 * Waypoints, as Kubernetes names them, and where it was not asked as their own reports tell: a workload is one where a
 * waypoint counts what is sent to it as sent from the same caller to somebody else. Whom a waypoint has answering itself is
 * none, nor is another version of it.
 */
export function waypointsAmong(pairs: readonly Pair[], counted: CountedByWaypoints): Set<Place> {
  const found = new Set(pairs.flatMap(({ source, target }) => [source, target].filter(isWaypoint)));
  const spokenFor = pairs.filter(isCountedByWaypoint);
  if (spokenFor.length === 0) return found;
  const answers = new Set(spokenFor.flatMap(({ target }) => namesOf(target)));
  for (const { source, target, samples } of pairs) {
    const asked = counted.asked.get(source);
    if (asked === undefined || target.kind !== "workload") continue;
    if (namesOf(target).some((name) => answers.has(name))) continue;
    if (samples.some((sample) => sample.reporter === "source" && isAmong(asked, sample))) found.add(target);
  }
  for (const place of passedByZtunnels(pairs, spokenFor, counted)) found.add(place);
  return found;
}

/** Its own, and its app's where that is known. */
function namesOf({ id, cluster, namespace, app }: Place): string[] {
  return app === undefined ? [id] : [id, nodeIdOf("app", cluster, namespace ?? "", app)];
}

/** What ztunnels see enter on the way from caller to callee, and they or the callee see leave, is a waypoint. */
function passedByZtunnels(
  pairs: readonly Pair[],
  spokenFor: readonly Pair[],
  { asked, answered }: CountedByWaypoints,
): Set<Place> {
  const found = new Set<Place>();
  const carried = pairs.filter(({ requests, ztunnels }) => ztunnels.size > 0 && requests.size === 0);
  const entering = carried.filter((leg) => mayBeOf(leg, [...(asked.get(leg.source) ?? []), ...ownCalls(leg.target)]));
  const leaving = carried.filter((leg) => mayBeOf(leg, answered.get(leg.target) ?? []));
  const handedOn = pairs.filter(({ target, requests, samples }) => {
    const hosts = answered.get(target);
    return hosts && !requests.has("source") && samples.some((one) => one.kind === "requests" && isAmong(hosts, one));
  });
  const into = Map.groupBy(entering, ({ source }) => source);
  const outOf = Map.groupBy([...leaving, ...handedOn], ({ target }) => target);
  for (const { source, target } of spokenFor) {
    const entered = new Set((into.get(source) ?? []).map((leg) => leg.target));
    for (const { source: left } of outOf.get(target) ?? []) if (entered.has(left)) found.add(left);
  }
  return found;
}

/** A leg of these calls, if it says what is called at all. */
function mayBeOf({ samples }: Pair, calls: Iterable<string>): boolean {
  const named = samples.flatMap((sample) => callOf(sample) ?? []);
  const known = new Set(Array.from(calls, (call) => `tcp ${call.replace(/^tcp /, "")}`));
  return named.length === 0 || named.some((call) => known.has(call));
}

/** What is called by its own name, whatever it passes on. */
function ownCalls({ namespace, workload, app }: Place): string[] {
  return [workload, app].flatMap((name) => (name === undefined ? [] : `${namespace}/${name}`));
}

/** Of what is told without a name nobody knows that it is the same. */
function isAmong(calls: ReadonlySet<string>, sample: TrafficSample): boolean {
  const call = callOf(sample);
  return call !== undefined && !isByZtunnel(sample) && sample.reporter !== "waypoint" && calls.has(call);
}
