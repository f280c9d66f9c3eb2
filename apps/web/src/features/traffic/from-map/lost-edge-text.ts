import type { NodeId, RouteChange, Series, TrafficRoute } from "@fyr/contract";
import { sameDestination, sameRule } from "@fyr/routing";
import { moment } from "../../../ui/clock.ts";
import { isSameRoute } from "../progress/change-log.ts";

/** Routes that send to a node, or name it with a weight of 0. */
export function routesTo(target: NodeId, routes: readonly TrafficRoute[]): readonly TrafficRoute[] {
  return routes.filter(({ rules }) => rules.some(({ destinations }) => destinations.some(isOf(target))));
}

interface Known {
  /** "payment v2" */
  readonly name: string;
  readonly target: NodeId;
  readonly routes: readonly TrafficRoute[];
  /** Newest first. */
  readonly changes: readonly RouteChange[];
  readonly user: string | undefined;
  /** Ms since epoch. */
  readonly now: number;
}

/** Why an edge carries nothing, as far as a weight of 0 explains it: "payment v2 gets no traffic since your change at 20:31." */
export function whyLost({ name, target, routes, changes, user, now }: Known): string | undefined {
  const route = routes.find(({ rules }) => rules.every(({ destinations }) => givesNothing(target, destinations)));
  if (route === undefined) return undefined;
  const ending = changes.find((change) => isSameRoute(change.route, route.route) && tookAway(target, route, change));
  if (ending !== undefined) {
    const whose = ending.by === user ? "your" : `${ending.by}’s`;
    return `${name} gets no traffic since ${whose} change at ${moment(ending.at, now)}.`;
  }
  return `${name} gets no traffic: ${route.route.kind} ${route.route.name} gives it a weight of 0.`;
}

/**
 * When a node last got requests, of a series of what it receives. A sample tells of the window before it: the last
 * request came before the window of the first sample without any. `now`: ms since epoch.
 */
export function lastSeen({ times, requestsPerSecond, windowSeconds }: Series, now: number): string {
  const index = requestsPerSecond?.findLastIndex((rate) => rate !== null && rate > 0) ?? -1;
  const [time, next] = [times[index], times[index + 1]];
  if (time !== undefined) {
    const latest = next === undefined ? time : Math.min(time, Math.max(next - windowSeconds, time - windowSeconds));
    return `Last seen at ${moment(latest * 1000, now)}.`;
  }
  const first = times[0];
  return first === undefined ? "" : `Not seen since ${moment(first * 1000, now)} or longer.`;
}

type Destinations = TrafficRoute["rules"][number]["destinations"];

function isOf(target: NodeId) {
  return ({ nodes }: Destinations[number]) => nodes.includes(target);
}

function givesNothing(target: NodeId, destinations: Destinations): boolean {
  return destinations
    .filter(isOf(target))
    .every(({ weight, configuredShare }) => weight === 0 && configuredShare === 0);
}

function tookAway(target: NodeId, route: TrafficRoute, { rule, before, after }: RouteChange): boolean {
  const destinations = route.rules.find((each) => sameRule(each.rule, rule))?.destinations.filter(isOf(target)) ?? [];
  const weightIn = (weights: RouteChange["before"], of: Destinations[number]) =>
    weights.find((weight) => sameDestination(weight, of))?.weight ?? 0;
  return destinations.some((each) => weightIn(before, each) > 0 && weightIn(after, each) === 0);
}
