import type { Destination, JsonPatchOperation, RouteRef, RuleRef, Weight } from "@fyr/contract";
import { checkWeights, type WeightsProblem } from "./check-weights.ts";
import { sameDestination } from "./destination.ts";
import { dialectOf, ruleField } from "./dialects/dialect-of.ts";
import { isObject, type JsonObject, listIn } from "./json.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { type ReadRule, ruleAt, ruleEntry, weightsOf } from "./read-route.ts";
import { routeRefOf } from "./route-object.ts";

/** What happens to one weight. Absent on either side: the object leaves it out there. */
export interface WeightMove {
  readonly index: number;
  readonly destination: Destination;
  readonly from?: number;
  readonly to?: number;
}

/** New weights for one rule of one version of a route. */
export interface WeightPlan {
  readonly route: RouteRef;
  readonly rule: RuleRef;
  readonly apiVersion: string;
  readonly resourceVersion: string;
  /** Every destination of the rule in its order, those that stay included. */
  readonly moves: readonly WeightMove[];
  readonly before: readonly Weight[];
  readonly after: readonly Weight[];
  /** Where those destinations stand: `/spec/http/1/route`. */
  readonly path: string;
  /** What says, in each entry, where it sends, as it stands, unknown fields included: tested before anything is written. */
  readonly identities: readonly Readonly<Record<string, unknown>>[];
}

export type PlanResult =
  | { readonly ok: true; readonly plan: WeightPlan }
  | { readonly ok: false; readonly problem: "unknown-rule" }
  | ({ readonly ok: false } & WeightsProblem);

/** What moving a rule to these weights takes. Every destination of the rule must be named once. */
export function planWeights(object: KubernetesObject, rule: RuleRef, wanted: readonly Weight[]): PlanResult {
  const current = ruleAt(object, rule);
  if (current === undefined) return { ok: false, problem: "unknown-rule" };
  const { leftOut, keepsSum } = dialectOf(object).weights;
  const checked = checkWeights(weightsOf(current), wanted, keepsSum);
  if (!checked.ok) return checked;
  const moves = current.destinations.map(({ destination, index, writtenWeight }, place) => {
    const to = checked.weights[place]?.weight ?? 0;
    // A weight that is left out stands for one: it is written only when it becomes something else.
    const kept = to === leftOut && writtenWeight === undefined;
    return {
      index,
      destination,
      ...(writtenWeight !== undefined && { from: writtenWeight }),
      ...(!kept && { to }),
    };
  });
  return { ok: true, plan: { ...planOn(object, current), moves, after: checked.weights } };
}

/** Whether a rule still has exactly the weights a plan, or a change from it, left behind. */
export function hasWeights(object: KubernetesObject, rule: RuleRef, weights: readonly Weight[]): boolean {
  const current = ruleAt(object, rule);
  if (current === undefined || current.destinations.length !== weights.length) return false;
  return weightsOf(current).every((now, place) => {
    const then = weights[place];
    return then !== undefined && sameDestination(now, then) && now.weight === then.weight;
  });
}

/**
 * Puts back what moves replaced, on the object as it is now: `no-change` when the rule is no longer what the moves
 * left behind. Left-out weights are left out again, and a sum nobody would choose comes back as it was.
 */
export function planBack(object: KubernetesObject, rule: RuleRef, done: readonly WeightMove[]): PlanResult {
  const current = ruleAt(object, rule);
  if (current === undefined) return { ok: false, problem: "unknown-rule" };
  const { leftOut } = dialectOf(object).weights;
  if (!hasWeights(object, rule, sideOf(done, "to", leftOut))) return { ok: false, problem: "no-change" };
  const after = sideOf(done, "from", leftOut);
  return { ok: true, plan: { ...planOn(object, current), moves: done.map(inverse), after } };
}

/** The weights on one side of moves, in the order of the rule. `leftOut`: what one that is not written stands for. */
export function sideOf(moves: readonly WeightMove[], side: "from" | "to", leftOut: number): Weight[] {
  return moves.map((move) => ({ ...move.destination, weight: move[side] ?? leftOut }));
}

function inverse({ index, destination, from, to }: WeightMove): WeightMove {
  return { index, destination, ...(to !== undefined && { from: to }), ...(from !== undefined && { to: from }) };
}

function planOn(object: KubernetesObject, rule: ReadRule) {
  const dialect = dialectOf(object);
  const { destinationsField, identityFields } = dialect;
  const entries = listIn(ruleEntry(object, rule.rule), destinationsField);
  return {
    route: routeRefOf(object),
    rule: rule.rule,
    apiVersion: object.apiVersion,
    resourceVersion: object.metadata.resourceVersion ?? "",
    before: weightsOf(rule),
    path: `/spec/${ruleField(dialect, rule.rule.protocol)}/${rule.rule.index}/${destinationsField}`,
    identities: rule.destinations.map(({ index }) => only(entries[index], identityFields)),
  };
}

function only(entry: unknown, fields: readonly string[]): JsonObject {
  const object = isObject(entry) ? entry : {};
  return Object.fromEntries(fields.filter((field) => field in object).map((field) => [field, object[field]]));
}

/**
 * RFC 6902. Tests the version and, of each destination, what it is and the weight it has; then writes weights and
 * nothing else. A failed test answers 422. (A stale version written by `replace` would answer 409, but a patch that
 * only tests cannot be read as writing metadata.)
 */
export function patchOf(plan: WeightPlan): JsonPatchOperation[] {
  const tests = plan.moves.flatMap(({ index, from }, place): JsonPatchOperation[] => {
    const tested = { ...plan.identities[place], ...(from !== undefined && { weight: from }) };
    return Object.entries(tested).map(([field, value]) => ({
      op: "test",
      path: `${plan.path}/${index}/${field}`,
      value,
    }));
  });
  const writes = plan.moves.flatMap(({ index, from, to }): JsonPatchOperation[] => {
    const path = `${plan.path}/${index}/weight`;
    if (from === to) return [];
    if (to === undefined) return [{ op: "remove", path }];
    return [{ op: from === undefined ? "add" : "replace", path, value: to }];
  });
  return [{ op: "test", path: "/metadata/resourceVersion", value: plan.resourceVersion }, ...tests, ...writes];
}
