import type { RouteCheck } from "@fyr/contract";
import { rootsByDelegate, rootsOf } from "../delegates.ts";
import { hostsOverlap, resolveHost } from "../host-names.ts";
import { textsIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { readRoute } from "../read-route.ts";
import { type CheckFacts, checkOf, type Finding, isOlder, isSameObject, objectRef } from "./facts.ts";

/**
 * Another object speaks for the same host. For sidecars Istio does not merge VirtualServices: the oldest owns the host
 * and the others are dropped (IST0109). At gateways they are merged, in no order that is promised. What a delegate
 * says is said under its roots' hosts.
 */
export function virtualServiceClaims({ object, routes }: CheckFacts): RouteCheck {
  const virtualServices = routes.filter(({ kind }) => kind === "VirtualService");
  const roots = rootsOf(object, rootsByDelegate(virtualServices));
  const owned = roots.length > 0 ? roots : [object];
  const findings = owned.flatMap((own) => [
    ...virtualServices.filter((other) => !isSameObject(other, own)).flatMap((other) => claim(own, other) ?? []),
    ...routes.filter(({ kind }) => kind !== "VirtualService").flatMap((other) => mixed(own, other) ?? []),
  ]);
  return checkOf("host-claimed", findings);
}

function claim(own: KubernetesObject, other: KubernetesObject): Finding | undefined {
  const gateways = sharedGateways(own, other);
  const name = `${other.metadata.namespace}/${other.metadata.name}`;
  if (gateways.length === 0 || !isVisible(own, other)) return undefined;
  const shared = fullHosts(own).filter((host) => fullHosts(other).some((theirs) => hostsOverlap(host, theirs)));
  if (shared.length === 0) return undefined;
  const sameHost = shared.some((host) => fullHosts(other).includes(host));
  const objects = [objectRef(other)];
  if (gateways.includes("mesh") && sameHost) {
    return isOlder(other, own)
      ? { status: "warn", detail: `${name} is older and wins for ${shared.join(", ")}`, objects }
      : { status: "pass", detail: `${name} also names ${shared.join(", ")}, this one is older and wins`, objects };
  }
  return { status: "warn", detail: `${name} also names ${shared.join(", ")}`, objects };
}

/** Istio promises nothing where both of its APIs speak for one host. */
function mixed(own: KubernetesObject, other: KubernetesObject): Finding | undefined {
  if (!readRoute(own).gateways.includes("mesh") || !readRoute(other).gateways.includes("mesh")) return undefined;
  const shared = fullHosts(own).filter((host) => fullHosts(other).includes(host));
  if (shared.length === 0) return undefined;
  const detail = `${other.kind} ${other.metadata.namespace}/${other.metadata.name} also steers ${shared.join(", ")}: Istio does not say which of the two holds`;
  return { status: "warn", detail, objects: [objectRef(other)] };
}

function fullHosts(route: KubernetesObject): string[] {
  return readRoute(route).hosts.map((host) => resolveHost(host, route.metadata.namespace ?? "default"));
}

function sharedGateways(a: KubernetesObject, b: KubernetesObject): string[] {
  const theirs = gatewaysOf(b);
  return gatewaysOf(a).filter((gateway) => theirs.includes(gateway));
}

/** `ns/name`; a name alone is a Gateway in the route's own namespace. */
function gatewaysOf(route: KubernetesObject): string[] {
  return readRoute(route).gateways.map((gateway) =>
    gateway === "mesh" || gateway.includes("/") ? gateway : `${route.metadata.namespace}/${gateway}`,
  );
}

/** Objects kept to their own namespaces do not meet. */
function isVisible(own: KubernetesObject, other: KubernetesObject): boolean {
  if (own.metadata.namespace === other.metadata.namespace) return true;
  return ![own, other].some((route) => {
    const exportTo = textsIn(route.spec, "exportTo");
    return exportTo.length > 0 && exportTo.every((namespace) => namespace === ".");
  });
}
