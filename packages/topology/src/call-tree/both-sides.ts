import type { EdgeId } from "@fyr/contract";
import type { Picture } from "../picture.ts";
import type { Party, SampleKey, TrafficSample } from "../samples.ts";

/** What one side of an edge counted, per second. */
interface OneSide {
  requests: number;
  /** Of those that were timed. */
  timed: number;
  sumMs: number;
}

/** The same calls as their caller saw them and as whoever was called did. A waypoint speaks for the caller. */
export interface BothSides {
  readonly caller?: OneSide;
  readonly callee?: OneSide;
}

/**
 * Both reports of every edge: a picture keeps the better one. Waypoints count for the caller where it has none of its
 * own. Edges of which only connections are known are left out.
 */
export function bothSides(
  samples: readonly TrafficSample[],
  { edgeKeys }: Pick<Picture, "edgeKeys">,
): ReadonlyMap<EdgeId, BothSides> {
  const edgeOf = new Map<string, EdgeId>();
  for (const [id, keys] of edgeKeys) for (const key of keys) edgeOf.set(pairOf(key), id);
  const sides = new Map<EdgeId, { caller?: OneSide; callee?: OneSide; waypoint?: OneSide }>();
  for (const sample of samples) {
    if (sample.kind !== "requests" && sample.kind !== "latency") continue;
    const id = edgeOf.get(pairOf(sample));
    if (id === undefined) continue;
    const of = sides.get(id) ?? {};
    sides.set(id, of);
    const name = sideNames[sample.reporter];
    const side = of[name] ?? { requests: 0, timed: 0, sumMs: 0 };
    of[name] = side;
    if (sample.kind === "requests") side.requests += sample.perSecond;
    else {
      side.timed += sample.countPerSecond ?? 0;
      side.sumMs += sample.sumMsPerSecond ?? 0;
    }
  }
  return new Map([...sides].map(([id, { waypoint, ...own }]) => [id, waypoint ? { caller: waypoint, ...own } : own]));
}

const sideNames = { source: "caller", waypoint: "waypoint", destination: "callee" } as const;

/** By the names of workloads, which both reporters know; what has none by whatever was called. */
function pairOf({ protocol, source, destination }: SampleKey): string {
  const called = destination.workload === undefined ? (destination.serviceHost ?? destination.service ?? "") : "";
  return `${protocol}\n${nameOf(source)}\n${nameOf(destination)}\n${called}`;
}

function nameOf({ cluster = "", namespace = "", workload, app, version = "" }: Party): string {
  return `${cluster}/${namespace}/${workload ?? `${app ?? ""}@${version}`}`;
}
