import type { CheckedObject, RouteCheck } from "@fyr/contract";
import { destinationName } from "../destination.ts";
import { resolveHost, serviceOfHost } from "../host-names.ts";
import { isObject, listIn, objectIn } from "../json.ts";
import { ruleEntry } from "../read-route.ts";
import { type CheckFacts, checkOf, destinationRulesFor, type Finding, objectRef, subsetLabels } from "./facts.ts";

/** A subset nobody defines answers 503 to every request sent to it. Kinds without subsets are not asked. */
export function subsetExists({ plan, destinationRules }: CheckFacts): RouteCheck | undefined {
  if (plan.after.every(({ subset }) => subset === undefined)) return undefined;
  const findings = plan.after.flatMap((weight): Finding[] => {
    if (weight.subset === undefined) return [];
    const rules = destinationRulesFor(destinationRules, weight.host, plan.route.namespace);
    if (subsetLabels(rules, weight.subset) !== undefined) return [];
    const detail = `${destinationName(weight)} is not defined`;
    return [{ status: weight.weight > 0 ? "block" : "warn", detail, objects: rules.map(objectRef) }];
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
    const objects = servicesOf(weight.host, plan.route.namespace);
    if (pods.ready === 0) return [{ status: "block", detail, objects }];
    return [{ status: pods.ready < pods.total ? "warn" : "pass", detail, ...(pods.ready < pods.total && { objects }) }];
  });
  return checkOf("pods-ready", findings);
}

function servicesOf(host: string, namespace: string): CheckedObject[] {
  const service = serviceOfHost(resolveHost(host, namespace));
  return service === undefined ? [] : [{ kind: "Service", ...service }];
}

/** Weights choose for each new session or connection only: those that are open stay where they are. */
export function stickySessions({ object, plan, destinationRules }: CheckFacts): RouteCheck {
  const code = "sticky-sessions";
  if (plan.rule.protocol === "tcp" || plan.rule.protocol === "tls") {
    return { code, status: "warn", detail: "weights count connections, not requests" };
  }
  const hosts = [...new Set(plan.after.map(({ host }) => host))];
  const findings = hosts.flatMap((host): Finding[] => {
    const rules = destinationRulesFor(destinationRules, host, plan.route.namespace);
    const sticky = rules.find(({ spec }) => policiesOf(spec).some(hasConsistentHash));
    if (sticky === undefined) return [];
    const detail = `consistent hashing in DestinationRule ${sticky.metadata.name}`;
    return [{ status: "warn", detail, objects: [objectRef(sticky)] }];
  });
  const entry = ruleEntry(object, plan.rule);
  const persists = isObject(entry) && "sessionPersistence" in entry;
  return checkOf(code, [...findings, ...(persists ? [persistence] : [])]);
}

const persistence: Finding = { status: "warn", detail: "the rule keeps sessions where they are (sessionPersistence)" };

function policiesOf(spec: unknown): unknown[] {
  const own = objectIn(spec, "trafficPolicy");
  const ofSubsets = listIn(spec, "subsets").map((subset) => objectIn(subset, "trafficPolicy"));
  return [own, ...ofSubsets].flatMap((policy) => [policy, ...listIn(policy, "portLevelSettings")]);
}

function hasConsistentHash(policy: unknown): boolean {
  return Object.keys(objectIn(objectIn(policy, "loadBalancer"), "consistentHash")).length > 0;
}
