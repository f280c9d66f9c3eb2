import type { RouteCheck, RouteParent } from "@fyr/contract";
import { dialectOf } from "../dialects/dialect-of.ts";
import { comparePrecedence } from "../dialects/gateway-api-precedence.ts";
import { hostsOverlap } from "../host-names.ts";
import { textsIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { type ReadRule, readRoute, ruleEntry } from "../read-route.ts";
import { type CheckFacts, checkOf, type Finding, isOlder, isSameObject, objectRef } from "./facts.ts";

/**
 * Routes of the Gateway API on one parent are merged: the more specific match wins, and of equal ones the older
 * route's. A VirtualService for the same host is another matter: Istio promises nothing there.
 */
export function mergedRoutes({ object, plan, routes }: CheckFacts): RouteCheck {
  const findings = routes.flatMap((other): Finding[] => {
    if (isSameObject(other, object)) return [];
    return other.kind === "VirtualService" ? mixed(object, other) : merged(object, plan.rule, other);
  });
  return checkOf("host-claimed", findings);
}

function merged(own: KubernetesObject, rule: ReadRule["rule"], other: KubernetesObject): Finding[] {
  const shared = readRoute(own).parents.find((parent) => readRoute(other).parents.some((each) => meets(parent, each)));
  if (shared === undefined || other.kind !== own.kind || !shareHostnames(own, other)) return [];
  const key = dialectOf(own).precedence(ruleEntry(own, rule));
  const ties = readRoute(other).rules.some(
    (each) => comparePrecedence(dialectOf(other).precedence(ruleEntry(other, each.rule)), key) === 0,
  );
  const name = `${other.metadata.namespace}/${other.metadata.name}`;
  const where = `${shared.kind} ${shared.name}`;
  const objects = [objectRef(other)];
  if (!ties)
    return [{ status: "pass", detail: `${name} is attached to ${where} too; the more specific match wins`, objects }];
  return isOlder(other, own)
    ? [{ status: "warn", detail: `${name} on ${where} is older and wins where both match alike`, objects }]
    : [{ status: "pass", detail: `${name} is on ${where} too, this one is older and wins`, objects }];
}

function mixed(own: KubernetesObject, other: KubernetesObject): Finding[] {
  const services = readRoute(own).parents.filter(({ kind }) => kind === "Service");
  if (!readRoute(other).gateways.includes("mesh")) return [];
  const shared = services.find(({ name, namespace }) =>
    readRoute(other).hosts.some(
      (host) =>
        (host === name && other.metadata.namespace === namespace) || host === `${name}.${namespace}.svc.cluster.local`,
    ),
  );
  if (shared === undefined) return [];
  const detail = `VirtualService ${other.metadata.namespace}/${other.metadata.name} also steers ${shared.name}: Istio does not say which of the two holds`;
  return [{ status: "warn", detail, objects: [objectRef(other)] }];
}

/** The same object, and no two different listeners or ports of it. */
function meets(a: RouteParent, b: RouteParent): boolean {
  const same = a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
  const apart = (one: string | number | undefined, two: string | number | undefined) =>
    one !== undefined && two !== undefined && one !== two;
  return same && !apart(a.port, b.port) && !apart(a.section, b.section);
}

/** None at all stands for every name. */
function shareHostnames(a: KubernetesObject, b: KubernetesObject): boolean {
  const [ours, theirs] = [textsIn(a.spec, "hostnames"), textsIn(b.spec, "hostnames")];
  if (ours.length === 0 || theirs.length === 0) return true;
  return ours.some((host) => theirs.some((other) => hostsOverlap(host, other)));
}
