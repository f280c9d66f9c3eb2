import type { RouteCheck } from "@fyr/contract";
import { destinationName, sameDestination } from "../destination.ts";
import { hostsOverlap, resolveHost } from "../host-names.ts";
import { textsIn } from "../json.ts";
import { ownerOf } from "../owner-of.ts";
import { readRoute } from "../read-route.ts";
import type { KubernetesObject } from "../route-object.ts";
import { type CheckFacts, checkOf, type Finding } from "./facts.ts";

/**
 * Another VirtualService speaks for the same host. For sidecars Istio does not merge: the oldest owns the host and
 * the others are dropped (IST0109). At gateways they are merged, in no order that is promised.
 */
export function hostClaimed({ object, routes }: CheckFacts): RouteCheck {
  const findings = routes.filter((other) => !isSame(other, object)).flatMap((other) => claim(object, other) ?? []);
  return checkOf("host-claimed", findings);
}

function claim(own: KubernetesObject, other: KubernetesObject): Finding | undefined {
  const gateways = sharedGateways(own, other);
  const name = `${other.metadata.namespace}/${other.metadata.name}`;
  if (gateways.length === 0 || !isVisible(own, other)) return undefined;
  const shared = fullHosts(own).filter((host) => fullHosts(other).some((theirs) => hostsOverlap(host, theirs)));
  if (shared.length === 0) return undefined;
  const sameHost = shared.some((host) => fullHosts(other).includes(host));
  if (gateways.includes("mesh") && sameHost) {
    return isOlder(other, own)
      ? { status: "warn", detail: `${name} is older and wins for ${shared.join(", ")}` }
      : { status: "pass", detail: `${name} also names ${shared.join(", ")}, this one is older and wins` };
  }
  return { status: "warn", detail: `${name} also names ${shared.join(", ")}` };
}

function isSame(a: KubernetesObject, b: KubernetesObject): boolean {
  return a.metadata.name === b.metadata.name && a.metadata.namespace === b.metadata.namespace;
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

/** Istio's order: by creation, then by name and namespace. */
function isOlder(a: KubernetesObject, b: KubernetesObject): boolean {
  const [createdA, createdB] = [a, b].map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? "") || 0);
  if (createdA !== createdB) return (createdA ?? 0) < (createdB ?? 0);
  return `${a.metadata.name}.${a.metadata.namespace}` < `${b.metadata.name}.${b.metadata.namespace}`;
}

/** Canary controllers write weights themselves; the others put back what they hold at their next sync. */
export function ownerReverts({ object }: CheckFacts): RouteCheck {
  const owner = ownerOf(object);
  const detail = owner.name === undefined ? owner.kind : `${owner.kind} ${owner.name}`;
  switch (owner.kind) {
    case "hand":
      return { code: "owner-reverts", status: "pass" };
    case "flagger":
    case "argo-rollouts":
      return { code: "owner-reverts", status: "block", detail };
    case "helm":
    case "argocd":
    case "flux":
    case "other":
      return { code: "owner-reverts", status: "warn", detail };
  }
}

/** The first rule that matches wins: what an earlier one takes, these weights do not move. */
export function otherRules({ object, plan }: CheckFacts): RouteCheck {
  const earlier = readRoute(object).rules.filter(
    ({ rule }) => rule.protocol === plan.rule.protocol && rule.index < plan.rule.index,
  );
  const findings = earlier.flatMap((rule): Finding[] => {
    const place = rule.name ?? `${rule.rule.protocol}[${rule.rule.index}]`;
    if (rule.matches.length === 0) return [{ status: "warn", detail: `${place} takes everything before this rule` }];
    const lowered = plan.moves.filter(({ from, to }) => (to ?? 0) < (from ?? 0));
    const stays = rule.destinations.filter(
      ({ destination, share }) => share > 0 && lowered.some((move) => sameDestination(move.destination, destination)),
    );
    const names = stays.map(({ destination }) => destinationName(destination));
    return names.length > 0 ? [{ status: "warn", detail: `${place} keeps sending to ${names.join(", ")}` }] : [];
  });
  return checkOf("other-rules", findings);
}
