import type { RouteCheck } from "@fyr/contract";
import { totalOf } from "../check-weights.ts";
import { destinationName } from "../destination.ts";
import { listIn, objectIn } from "../json.ts";
import { type CheckFacts, checkOf, destinationRulesFor, type Finding, subsetLabels } from "./facts.ts";

/** Istio up to 1.14 takes only weights that sum to 100. */
export function weightsValid({ plan }: CheckFacts): RouteCheck {
  const total = totalOf(plan.after);
  if (total === 100) return { code: "weights-valid", status: "pass" };
  return { code: "weights-valid", status: "warn", detail: `relative weights: they sum to ${total}` };
}

/** A subset nobody defines answers 503 to every request sent to it. */
export function subsetExists({ plan, destinationRules }: CheckFacts): RouteCheck {
  const findings = plan.after.flatMap((weight): Finding[] => {
    if (weight.subset === undefined) return [];
    const rules = destinationRulesFor(destinationRules, weight.host, plan.route.namespace);
    if (subsetLabels(rules, weight.subset) !== undefined) return [];
    return [{ status: weight.weight > 0 ? "block" : "warn", detail: `${destinationName(weight)} is not defined` }];
  });
  return checkOf("subset-exists", findings);
}

/** Who gets traffic needs somebody to take it. */
export function podsReady({ plan, podsOf }: CheckFacts): RouteCheck {
  const findings = plan.after.flatMap((weight): Finding[] => {
    if (weight.weight === 0) return [];
    const pods = podsOf(weight);
    if (pods === undefined) return [{ status: "warn", detail: `${destinationName(weight)}: pods are not known` }];
    const detail = `${destinationName(weight)}: ${pods.ready} of ${pods.total} ready`;
    if (pods.ready === 0) return [{ status: "block", detail }];
    return [{ status: pods.ready < pods.total ? "warn" : "pass", detail }];
  });
  return checkOf("pods-ready", findings);
}

/** Weights choose for each new session or connection only: those that are open stay where they are. */
export function stickySessions({ plan, destinationRules }: CheckFacts): RouteCheck {
  if (plan.rule.protocol !== "http") {
    return { code: "sticky-sessions", status: "warn", detail: "weights count connections, not requests" };
  }
  const hosts = [...new Set(plan.after.map(({ host }) => host))];
  const findings = hosts.flatMap((host): Finding[] => {
    const rules = destinationRulesFor(destinationRules, host, plan.route.namespace);
    const sticky = rules.find(({ spec }) => policiesOf(spec).some(hasConsistentHash));
    if (sticky === undefined) return [];
    return [{ status: "warn", detail: `consistent hashing in DestinationRule ${sticky.metadata.name}` }];
  });
  return checkOf("sticky-sessions", findings);
}

function policiesOf(spec: unknown): unknown[] {
  const own = objectIn(spec, "trafficPolicy");
  const ofSubsets = listIn(spec, "subsets").map((subset) => objectIn(subset, "trafficPolicy"));
  return [own, ...ofSubsets].flatMap((policy) => [policy, ...listIn(policy, "portLevelSettings")]);
}

function hasConsistentHash(policy: unknown): boolean {
  return Object.keys(objectIn(objectIn(policy, "loadBalancer"), "consistentHash")).length > 0;
}
