import type { Destination, RouteCheck } from "@fyr/contract";
import { resolveHost } from "../host-names.ts";
import { listIn, objectIn, textIn } from "../json.ts";
import type { WeightPlan } from "../plan-weights.ts";
import type { KubernetesObject } from "../route-object.ts";

/** Pods that would get a destination's traffic. */
export interface DestinationPods {
  readonly ready: number;
  readonly total: number;
}

/** What the checks look at: the cluster as it was read for this plan. */
export interface CheckFacts {
  readonly object: KubernetesObject;
  readonly plan: WeightPlan;
  /** Every VirtualService that could be read; the planned one may be among them. */
  readonly routes: readonly KubernetesObject[];
  readonly destinationRules: readonly KubernetesObject[];
  /** Undefined for hosts that are no Kubernetes service, or when pods could not be read. */
  readonly podsOf: (destination: Destination) => DestinationPods | undefined;
}

type CheckStatus = RouteCheck["status"];

export interface Finding {
  readonly status: CheckStatus;
  readonly detail: string;
}

/** One check from what was found: the worst status, with the details of that status. Nothing found passes. */
export function checkOf(code: RouteCheck["code"], findings: readonly Finding[]): RouteCheck {
  const status = (["block", "warn", "pass"] as const).find((worst) => findings.some((f) => f.status === worst));
  if (status === undefined) return { code, status: "pass" };
  const details = findings.filter((finding) => finding.status === status).map((finding) => finding.detail);
  return { code, status, detail: details.join("; ") };
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
