import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "../view/search-text.ts";
import { ErrorPage } from "./ErrorPage.tsx";
import { Frame } from "./Frame.tsx";
import { MapPage } from "./MapPage.tsx";
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

const services = createRoute({
  getParentRoute: () => root,
  path: "/services",
  component: lazyRouteComponent(() => import("./ServicesRoutePage.tsx"), "ServicesRoutePage"),
});

/** One of them, by the id its node has on the map. Drawn by its parent. */
const service = createRoute({ getParentRoute: () => services, path: "/$" });

export const router = createRouter({
  routeTree: root.addChildren([map, services.addChildren([service]), traffic.addChildren([trafficRoute])]),
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
