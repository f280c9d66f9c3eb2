import type { RouteRef, TrafficRoute } from "@fyr/contract";

/** The route in the address. */
export interface ChosenRoute {
  /** Any, if left out: VirtualServices first. */
  readonly kind?: string;
  readonly namespace: string;
  readonly name: string;
}

/** Where to begin when the address names no route: the first that is failing, else the first. */
export function firstToShow(routes: readonly TrafficRoute[]): ChosenRoute | undefined {
  return (routes.find((route) => route.health === "failing") ?? routes[0])?.route;
}

export function findRoute(routes: readonly TrafficRoute[], chosen: ChosenRoute | undefined): TrafficRoute | undefined {
  const found = routes.filter(({ route }) => isChosen(route, chosen));
  return found.find(({ route }) => route.kind === "VirtualService") ?? found[0];
}

export function isChosen(route: RouteRef, chosen: ChosenRoute | undefined): boolean {
  const isKind = chosen?.kind === undefined || chosen.kind === route.kind;
  return isKind && route.namespace === chosen?.namespace && route.name === chosen.name;
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
