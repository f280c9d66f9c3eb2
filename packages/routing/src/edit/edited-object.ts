import type { RouteKind, Weight } from "@fyr/contract";
import type { CheckFacts } from "../checks/facts.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import type { WeightPlan } from "../plan-weights.ts";
import type { ReadRule } from "../read-route.ts";

/** One object of an edit, as it is and as it will be. Absent: it is not there then. */
export interface EditedObject {
  readonly before?: KubernetesObject;
  readonly after?: KubernetesObject;
}

/** What a plan for an object is checked against: the same as where only weights are moved. */
export type FactsOf = (object: KubernetesObject, plan: WeightPlan) => CheckFacts;

const noRule: Pick<ReadRule, "rule" | "destinations"> = { rule: { protocol: "http", index: 0 }, destinations: [] };

/** A rule as a plan of weights that has been carried out; without one, a plan for the whole object. */
export function planOf(
  object: KubernetesObject,
  { rule, destinations }: Pick<ReadRule, "rule" | "destinations"> = noRule,
): WeightPlan {
  const weights = destinations.map(({ destination, weight }): Weight => ({ ...destination, weight }));
  const { metadata } = object;
  return {
    // Of a DestinationRule only the namespace counts.
    route: { kind: object.kind as RouteKind, namespace: metadata.namespace ?? "default", name: metadata.name },
    rule,
    apiVersion: object.apiVersion,
    resourceVersion: metadata.resourceVersion ?? "",
    moves: [],
    before: weights,
    after: weights,
    path: "",
    identities: [],
  };
}
