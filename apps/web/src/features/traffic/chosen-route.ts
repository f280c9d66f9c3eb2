import type { TrafficRoute } from "@fyr/contract";

/** The route in the address. */
export interface ChosenRoute {
  readonly namespace: string;
  readonly name: string;
}

/** Where to begin when the address names no route: the first that is failing, else the first. */
export function firstToShow(routes: readonly TrafficRoute[]): ChosenRoute | undefined {
  return (routes.find((route) => route.health === "failing") ?? routes[0])?.route;
}

export function findRoute(routes: readonly TrafficRoute[], chosen: ChosenRoute | undefined): TrafficRoute | undefined {
  return routes.find(({ route }) => isChosen(route, chosen));
}

export function isChosen(route: ChosenRoute, chosen: ChosenRoute | undefined): boolean {
  return route.namespace === chosen?.namespace && route.name === chosen.name;
}

/** What the list shows: routes that split traffic, of the namespaces in scope. */
export function routesToList(
  routes: readonly TrafficRoute[],
  namespaces: readonly string[] | undefined,
): readonly TrafficRoute[] {
  return routes.filter(
    ({ route, rules }) =>
      rules.some(({ splits }) => splits) && (namespaces === undefined || namespaces.includes(route.namespace)),
  );
}
