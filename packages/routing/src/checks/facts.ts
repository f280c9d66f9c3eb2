import type { CheckedObject, Destination, Owner, RouteCheck } from "@fyr/contract";
import { resolveHost } from "../host-names.ts";
import { listIn, objectIn, textIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import type { WeightPlan } from "../plan-weights.ts";

/** Pods that would get a destination's traffic. */
export interface DestinationPods {
  readonly ready: number;
  readonly total: number;
}

/** What is known of the proxies that would carry a route out. */
export interface MeshFacts {
  /** The oldest Istio found, as `1.27.0`; absent where none says. */
  readonly istioVersion?: string;
  /** Workloads seen calling the route's hosts that no proxy goes with; undefined where callers are not known. */
  readonly callersOutside: readonly string[] | undefined;
  /** Services the route speaks for that ambient captures without a waypoint. */
  readonly withoutWaypoint: readonly CheckedObject[];
}

/** What the checks look at: the cluster as it was read for this plan. */
export interface CheckFacts {
  readonly object: KubernetesObject;
  readonly plan: WeightPlan;
  readonly owner: Owner;
  /** Every route that could be read, of every kind; the planned one may be among them. */
  readonly routes: readonly KubernetesObject[];
  readonly destinationRules: readonly KubernetesObject[];
  /** Undefined when they could not be read. */
  readonly referenceGrants: readonly KubernetesObject[] | undefined;
  /** Is a full host name a Service's or a ServiceEntry's? Undefined when they could not be read. */
  readonly isKnownHost: (host: string) => boolean | undefined;
  /** Undefined for hosts that are no Kubernetes service, or when pods could not be read. */
  readonly podsOf: (destination: Destination) => DestinationPods | undefined;
  readonly mesh: MeshFacts;
}

type CheckStatus = RouteCheck["status"];

export interface Finding {
  readonly status: CheckStatus;
  readonly detail: string;
  readonly objects?: readonly CheckedObject[];
}

/** One check from what was found: the worst status, with the details of that status. Nothing found passes. */
export function checkOf(code: RouteCheck["code"], findings: readonly Finding[]): RouteCheck {
  const status = (["block", "warn", "pass"] as const).find((worst) => findings.some((f) => f.status === worst));
  if (status === undefined) return { code, status: "pass" };
  const told = findings.filter((finding) => finding.status === status);
  const objects = told.flatMap((finding) => finding.objects ?? []);
  const detail = told.map((finding) => finding.detail).join("; ");
  return { code, status, detail, ...(objects.length > 0 && { objects }) };
}

export function objectRef({ kind, metadata }: KubernetesObject): CheckedObject {
  return { kind, namespace: metadata.namespace ?? "default", name: metadata.name };
}

export function isSameObject(a: KubernetesObject, b: KubernetesObject): boolean {
  return a.kind === b.kind && a.metadata.name === b.metadata.name && a.metadata.namespace === b.metadata.namespace;
}

/** Where two claim the same, the one created first wins, then the one whose name comes first. */
export function isOlder(a: KubernetesObject, b: KubernetesObject): boolean {
  const [createdA, createdB] = [a, b].map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? "") || 0);
  if (createdA !== createdB) return (createdA ?? 0) < (createdB ?? 0);
  return `${a.metadata.name}.${a.metadata.namespace}` < `${b.metadata.name}.${b.metadata.namespace}`;
}

/** Rules that speak for a host: a short name in one stands for its own namespace. */
export function destinationRulesFor(
  rules: readonly KubernetesObject[],
  host: string,
  namespace: string,
): KubernetesObject[] {
  const fullName = resolveHost(host, namespace);
  return rules.filter((rule) => {
    const ruleHost = textIn(rule.spec, "host");
    return ruleHost !== undefined && resolveHost(ruleHost, rule.metadata.namespace ?? namespace) === fullName;
  });
}

/** The labels a subset selects by; undefined when no rule defines it. */
export function subsetLabels(rules: readonly KubernetesObject[], subset: string): Record<string, string> | undefined {
  for (const rule of rules) {
    const found = listIn(rule.spec, "subsets").find((candidate) => textIn(candidate, "name") === subset);
    if (found === undefined) continue;
    const labels = Object.entries(objectIn(found, "labels"));
    return Object.fromEntries(labels.map(([name, value]) => [name, String(value)]));
  }
  return undefined;
}
