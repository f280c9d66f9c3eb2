import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { trafficRoutes } from "../../api/queries.ts";
import { isSameRoute } from "./change-log.ts";
import { ruleOf } from "./draft.ts";
import { RouteDialog } from "./RouteDialog.tsx";
import { routeDialog } from "./route-dialog-store.ts";

/** The dialog a route's card opened, with the route as it is now. Mounted once, around every page. */
export function OpenRouteDialog() {
  const { opened, asked } = useSyncExternalStore(routeDialog.subscribe, routeDialog.getState);
  const { data } = useQuery({ ...trafficRoutes(), enabled: opened });
  const route = asked && data?.routes.find((each) => isSameRoute(each.route, asked.route));
  const rule = route && (ruleOf(route, asked.rule) ?? route.rules[0]);
  if (asked === undefined || route === undefined || rule === undefined) return null;
  return <RouteDialog route={route} rule={rule} sendTo={asked.sendTo} opened={opened} onClose={routeDialog.close} />;
}
