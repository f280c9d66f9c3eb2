import type { RoutePlan } from "@fyr/contract";
import { stringify } from "yaml";
import { dialectOfKind } from "./dialects/dialect-of.ts";
import { isObject, listIn } from "./json.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import type { WeightPlan } from "./plan-weights.ts";
import { ruleEntry } from "./read-route.ts";

/** The planned rule as YAML before and after, with every field the object has: the two differ in weights only. */
export function ruleYaml(object: KubernetesObject, plan: WeightPlan): RoutePlan["yaml"] {
  const entry = ruleEntry(object, plan.rule);
  return { before: toYaml(entry), after: toYaml(withWeights(entry, plan)) };
}

function toYaml(entry: unknown): string {
  // A line is a field: folded lines would show up as differences that are none.
  return stringify(entry, { lineWidth: 0 });
}

function withWeights(entry: unknown, plan: WeightPlan): unknown {
  if (!isObject(entry)) return entry;
  const moves = new Map(plan.moves.map((move) => [move.index, move]));
  const field = dialectOfKind(plan.route.kind).destinationsField;
  const destinations = listIn(entry, field).map((destination, index) => {
    const move = moves.get(index);
    if (move === undefined || !isObject(destination)) return destination;
    if (move.to !== undefined) return { ...destination, weight: move.to };
    return Object.fromEntries(Object.entries(destination).filter(([name]) => name !== "weight"));
  });
  return { ...entry, [field]: destinations };
}
