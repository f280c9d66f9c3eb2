import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "../view/search-text.ts";
import { ErrorPage } from "./ErrorPage.tsx";
import { Frame } from "./frame/Frame.tsx";
import { MapPage } from "./map/MapPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage });

const map = createRoute({ getParentRoute: () => root, path: "/", component: MapPage });

const traffic = createRoute({
  getParentRoute: () => root,
  path: "/traffic",
  component: lazyRouteComponent(() => import("./TrafficRoutePage.tsx"), "TrafficRoutePage"),
});

/** Drawn by its parent, which stays mounted. */
const trafficRoute = createRoute({ getParentRoute: () => traffic, path: "/$namespace/$name" });

/** The same for other kinds than VirtualService. */
const trafficRouteOfKind = createRoute({ getParentRoute: () => traffic, path: "/$namespace/$name/$kind" });

const services = createRoute({
  getParentRoute: () => root,
  path: "/services",
  component: lazyRouteComponent(() => import("./services/ServicesRoutePage.tsx"), "ServicesRoutePage"),
});

/** One of them, by the id its node has on the map. Drawn by its parent. */
const service = createRoute({ getParentRoute: () => services, path: "/$" });

const investigate = createRoute({
  getParentRoute: () => root,
  path: "/investigate",
  component: lazyRouteComponent(() => import("./investigate/InvestigateRoutePage.tsx"), "InvestigateRoutePage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    map,
    services.addChildren([service]),
    traffic.addChildren([trafficRoute, trafficRouteOfKind]),
    investigate,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: ErrorPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
