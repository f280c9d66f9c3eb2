import type { Asked } from "../asked.ts";
import { type ClusterObject, type ClusterView, RESOURCES } from "../cluster-view.ts";
import { hostMatches } from "../host-names.ts";
import type { RouteBranch } from "../route-branch.ts";
import { attachedBranches, attachedStreamBranches } from "./attached.ts";
import { createBackendFinder } from "./backends.ts";
import { type GatewayRoute, isParentGateway, parentHost, type RouteKind, readGatewayRoute } from "./route-object.ts";

/** The routes of the Gateway API. Nothing is answered where none is attached. */
export interface GatewayRoutes {
  /** What routes attached to a service say to one of its callers. */
  ofService(asked: Asked): readonly RouteBranch[] | undefined;
  /** What routes attached to a Gateway say to requests for a host name of the outside. */
  ofGateway(gateway: ClusterObject, authority: string, asked: Pick<Asked, "path">): readonly RouteBranch[] | undefined;
}

const KINDS = {
  HTTPRoute: RESOURCES.httpRoutes,
  GRPCRoute: RESOURCES.grpcRoutes,
  TLSRoute: RESOURCES.tlsRoutes,
  TCPRoute: RESOURCES.tcpRoutes,
} as const;

export function createGatewayRoutes(cluster: ClusterView): GatewayRoutes {
  const routes = (Object.keys(KINDS) as RouteKind[]).flatMap((kind) =>
    cluster.list(KINDS[kind]).map((object) => readGatewayRoute(kind, object)),
  );
  const find = createBackendFinder(cluster);
  const byHost = Map.groupBy(
    routes.flatMap((route) =>
      route.parents.flatMap((parent) => {
        const host = parentHost(parent, route.namespace);
        const isProducer = (parent.namespace ?? route.namespace) === route.namespace;
        return host === undefined ? [] : [{ host, route, isProducer }];
      }),
    ),
    ({ host }) => host,
  );
  return {
    ofService(asked) {
      const isStream = asked.protocol === "tcp";
      const all = (byHost.get(asked.host) ?? []).filter(({ route }) => isStreamRoute(route) === isStream);
      // A route beside its callers instead of its service is for callers of its namespace, and for them alone.
      const beside = all.filter(({ route, isProducer }) => !isProducer && route.namespace === asked.caller.namespace);
      const chosen = beside.length > 0 ? beside : all.filter(({ isProducer }) => isProducer);
      if (chosen.length === 0) return undefined;
      const attached = chosen.map(({ route }) => route);
      return isStream ? attachedStreamBranches(attached, asked, find) : attachedBranches(attached, asked, find);
    },
    ofGateway(gateway, authority, asked) {
      const attached = routes.filter(
        (route) =>
          !isStreamRoute(route) &&
          route.parents.some((parent) => isParentGateway(parent, route.namespace, gateway.metadata)) &&
          (route.hostnames.length === 0 || route.hostnames.some((name) => hostMatches(name, authority))),
      );
      return attached.length === 0 ? undefined : attachedBranches(attached, asked, find);
    },
  };
}

const isStreamRoute = ({ kind }: GatewayRoute) => kind === "TCPRoute" || kind === "TLSRoute";
