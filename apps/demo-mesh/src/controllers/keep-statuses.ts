import { type KubernetesObject, timestamp } from "../kubernetes/store/object.ts";
import type { ObjectStore } from "../kubernetes/store/object-store.ts";
import { RESOURCES, type ResourceName } from "../traffic/cluster-view.ts";
import type { RouteKind } from "../traffic/gateway-api/route-object.ts";
import { type Condition, withConditions } from "./conditions.ts";
import { routeStatus } from "./route-status.ts";

/** istiod takes its time: whoever reads right after a write sees the old status. */
const AFTER_MS = 700;
const MANAGER = "pilot-discovery";

const ROUTES: readonly (readonly [RouteKind, ResourceName])[] = [
  ["HTTPRoute", RESOURCES.httpRoutes],
  ["GRPCRoute", RESOURCES.grpcRoutes],
  ["TLSRoute", RESOURCES.tlsRoutes],
  ["TCPRoute", RESOURCES.tcpRoutes],
];
const CONDITIONED: readonly (readonly [ResourceName, readonly string[]])[] = [
  [RESOURCES.apiGateways, ["Accepted", "Programmed"]],
  [RESOURCES.gatewayClasses, ["Accepted"]],
];
/** What a status depends on. */
const WATCHED = new Set(
  [
    ...ROUTES.map(([, resource]) => resource),
    ...CONDITIONED.map(([resource]) => resource),
    RESOURCES.services,
    RESOURCES.referenceGrants,
  ].map(({ group, plural }) => `${group}/${plural}`),
);

/** Stands in for istiod where it writes statuses of the Gateway API, shortly after something has changed. */
export function createStatusKeeper(store: ObjectStore): (nowMs: number) => void {
  let isOutdated = true;
  let outdatedAt: number | undefined;
  store.subscribe(({ resource: { group, plural } }) => {
    if (WATCHED.has(`${group}/${plural}`)) isOutdated = true;
  });
  return (nowMs) => {
    if (!isOutdated) return;
    outdatedAt ??= nowMs;
    if (nowMs - outdatedAt < AFTER_MS) return;
    isOutdated = false;
    outdatedAt = undefined;
    const time = timestamp(nowMs);
    for (const [kind, resource] of ROUTES) {
      for (const route of store.list(resource)) write(resource, route, routeStatus(kind, route, store, time));
    }
    for (const [resource, types] of CONDITIONED) {
      for (const object of store.list(resource)) write(resource, object, conditioned(object, types, time));
    }
  };

  /** The store keeps still when nothing changes. */
  function write(resource: ResourceName, object: KubernetesObject, status: object): void {
    store.update(resource, { ...object, status }, { manager: MANAGER, subresource: "status" });
  }
}

function conditioned(object: KubernetesObject, types: readonly string[], time: string) {
  const told = object["status"] as { readonly conditions?: readonly Condition[] } | undefined;
  const verdicts = types.map((type) => ({ type, status: "True", reason: type, message: "Resource is valid" }) as const);
  const conditions = withConditions(told?.conditions ?? [], verdicts, object.metadata.generation ?? 1, time);
  return { ...told, conditions };
}
