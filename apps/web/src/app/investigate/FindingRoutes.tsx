import type { Finding, RouteRef, Topology } from "@fyr/contract";
import { SendAway } from "../../features/traffic/from-map/SendAway.tsx";

const routeKinds: readonly RouteRef["kind"][] = ["VirtualService", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute"];

/** The way to move traffic away from what a finding is about, by the routes that steer it or were edited before it. */
export function FindingRoutes({ finding, topology }: { finding: Finding; topology: Topology }) {
  return routesOf(finding, topology).map((route, index) => (
    <SendAway key={`${route.kind} ${route.namespace}/${route.name}`} route={route} isFirst={index === 0} />
  ));
}

function routesOf({ origin, suspects }: Finding, { edges }: Topology): readonly RouteRef[] {
  const steered =
    origin.type === "host" || origin.type === "zone"
      ? []
      : edges
          .filter(({ id, target }) => (origin.type === "edge" ? id : target) === origin.id)
          .flatMap(({ routeRefs }) => routeRefs);
  const edited = suspects.flatMap(({ marker: { kind, object } }): readonly RouteRef[] => {
    const known = routeKinds.find((each) => each === object.kind);
    if (kind !== "route-edit" || known === undefined || object.namespace === undefined) return [];
    return [{ kind: known, namespace: object.namespace, name: object.name }];
  });
  const all = [...edited, ...steered];
  return [...new Map(all.map((route) => [`${route.kind} ${route.namespace}/${route.name}`, route])).values()].slice(
    0,
    2,
  );
}
