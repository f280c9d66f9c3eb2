import type { Place } from "./place.ts";
import type { PairReporters } from "./reporters.ts";
import type { TrafficSample } from "./samples.ts";

/** Two workloads with traffic from one to the other. */
export interface Pair extends PairReporters, Leg {
  readonly source: Place;
  readonly target: Place;
  /** What was reported of it, in the order it came. */
  readonly samples: readonly TrafficSample[];
}

/** Which of what is reported of a pair is told of others as well. */
export interface Leg {
  /** An end is an app of which others name the workloads: what they tell of these is the same. */
  readonly isNamedByOthers: boolean;
  /** One of the two is a waypoint: what a ztunnel counted here is a leg of somebody else's traffic. */
  readonly isLeg: boolean;
  /** A leg that a waypoint's own report covers, or what a gateway between networks passes on: its connections are nobody's. */
  readonly isCovered: boolean;
  /** Of a leg, what the waypoint itself has counted (see `callOf`): what proxies before or behind it tell of that is the same. */
  readonly passedOn: ReadonlySet<string>;
}
