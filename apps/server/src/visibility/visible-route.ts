import type { Destination, RouteDestination, RouteRule, TrafficRoute } from "@fyr/contract";
import { resolveHost, serviceOfHost } from "@fyr/routing";
import { isVisible, type Visible } from "./visible.ts";

/** May one see the traffic of what a route of this namespace sends to? Hosts outside the cluster go with the route. */
export function isDestinationVisible(visible: Visible, { host }: Destination, routeNamespace: string): boolean {
  return isVisible(visible, serviceOfHost(resolveHost(host, routeNamespace))?.namespace ?? routeNamespace);
}

/** A route as it is set, with what is measured only of destinations whose traffic may be seen. */
export function visibleRoute(visible: Visible, route: TrafficRoute): TrafficRoute {
  if (visible === "all") return route;
  const { namespace } = route.route;
  const rules = route.rules.map((rule) => visibleRule(rule, (at) => isDestinationVisible(visible, at, namespace)));
  const isWhole = rules.every((rule, place) => rule === route.rules[place]);
  return isWhole ? route : { ...route, rules, health: "unknown" };
}

/** A share tells of the others, too: where one is hidden, none is told. */
function visibleRule(rule: RouteRule, isSeen: (destination: Destination) => boolean): RouteRule {
  if (rule.destinations.every(isSeen)) return rule;
  return {
    ...rule,
    destinations: rule.destinations.map((destination) => {
      const { observedShare: _, ...known } = destination;
      return isSeen(destination) ? known : asSet(destination);
    }),
  };
}

function asSet({ host, subset, port, weight, configuredShare }: RouteDestination): RouteDestination {
  return {
    host,
    ...(subset !== undefined && { subset }),
    ...(port !== undefined && { port }),
    weight,
    configuredShare,
    workloads: [],
    nodes: [],
    health: "unknown",
  };
}
