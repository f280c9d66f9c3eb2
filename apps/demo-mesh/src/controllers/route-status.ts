import type { KubernetesObject } from "../kubernetes/store/object.ts";
import { type ClusterView, RESOURCES } from "../traffic/cluster-view.ts";
import { createBackendFinder } from "../traffic/gateway-api/backends.ts";
import {
  type GatewayRoute,
  isParentGateway,
  type ParentRef,
  parentHost,
  type RouteKind,
  readGatewayRoute,
} from "../traffic/gateway-api/route-object.ts";
import { type Condition, type Verdict, withConditions } from "./conditions.ts";

const CONTROLLER = "istio.io/gateway-controller";

interface ParentStatus {
  readonly parentRef: ParentRef;
  readonly controllerName: string;
  readonly conditions: readonly Condition[];
}

/** What Istio would report of a route, for each parent it knows. `time` is RFC 3339. */
export function routeStatus(kind: RouteKind, object: KubernetesObject, cluster: ClusterView, time: string) {
  const route = readGatewayRoute(kind, object);
  const told = (object["status"] as { readonly parents?: readonly ParentStatus[] } | undefined)?.parents ?? [];
  const resolved = resolvedRefs(route, cluster);
  const generation = object.metadata.generation ?? 1;
  const parents = route.parents.flatMap((parentRef): ParentStatus[] => {
    const accepted = acceptedBy(parentRef, route, cluster);
    if (!accepted) return [];
    const before = told.find((one) => JSON.stringify(one.parentRef) === JSON.stringify(parentRef))?.conditions ?? [];
    const verdicts = [accepted, resolved];
    return [{ parentRef, controllerName: CONTROLLER, conditions: withConditions(before, verdicts, generation, time) }];
  });
  return { parents };
}

/** Nothing for a Gateway that is not there: nobody speaks for it. */
function acceptedBy(parent: ParentRef, route: GatewayRoute, cluster: ClusterView): Verdict | undefined {
  const accepted: Verdict = { type: "Accepted", status: "True", reason: "Accepted", message: "Route was valid" };
  const refused = (reason: string, message: string): Verdict => ({
    type: "Accepted",
    status: "False",
    reason,
    message,
  });
  const host = parentHost(parent, route.namespace);
  if (host !== undefined) {
    const namespace = parent.namespace ?? route.namespace;
    const service = cluster
      .list(RESOURCES.services)
      .find(({ metadata }) => metadata.name === parent.name && metadata.namespace === namespace);
    return service ? accepted : refused("NoMatchingParent", `parent service: ${JSON.stringify(host)} not found`);
  }
  const gateway = cluster
    .list(RESOURCES.apiGateways)
    .find(({ metadata }) => isParentGateway(parent, route.namespace, metadata));
  if (!gateway) return undefined;
  const { listeners = [] } = gateway["spec"] as { readonly listeners?: readonly Listener[] };
  const section = listeners.filter(({ name }) => parent.sectionName === undefined || parent.sectionName === name);
  if (section.length === 0) return refused("NoMatchingParent", `sectionName "${parent.sectionName}" not found`);
  const isAllowed = section.some(({ allowedRoutes }) => {
    const from = allowedRoutes?.namespaces?.from ?? "Same";
    return from === "All" || (from === "Same" && gateway.metadata.namespace === route.namespace);
  });
  if (!isAllowed) {
    return refused(
      "NotAllowedByListeners",
      `hostnames matched parent hostname "", but namespace "${route.namespace}" is not allowed by the parent`,
    );
  }
  return accepted;
}

interface Listener {
  readonly name: string;
  readonly allowedRoutes?: { readonly namespaces?: { readonly from?: string } };
}

function resolvedRefs(route: GatewayRoute, cluster: ClusterView): Verdict {
  const find = createBackendFinder(cluster);
  const refs = route.rules.flatMap(({ backendRefs = [], filters = [] }) => [
    ...backendRefs,
    ...filters.flatMap(({ requestMirror }) => (requestMirror ? [requestMirror.backendRef] : [])),
  ]);
  for (const ref of refs) {
    const backend = find(ref, route);
    if (!backend.ok) {
      return { type: "ResolvedRefs", status: "False", reason: backend.problem, message: backend.message };
    }
  }
  return { type: "ResolvedRefs", status: "True", reason: "ResolvedRefs", message: "All references resolved" };
}
