import type { TrafficRoute } from "@fyr/contract";

/** The route in the address. */
export interface ChosenRoute {
  readonly namespace: string;
  readonly name: string;
}

/** The route to show: the one in the address; with none there, the first that is failing, else the first. */
export function routeToShow(
  routes: readonly TrafficRoute[],
  chosen: ChosenRoute | undefined,
): TrafficRoute | undefined {
  if (chosen === undefined) return routes.find((route) => route.health === "failing") ?? routes[0];
  return routes.find(({ route }) => route.namespace === chosen.namespace && route.name === chosen.name);
}
