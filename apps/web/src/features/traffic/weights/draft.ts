import type { RouteRule, RuleRef, TrafficRoute, Weight } from "@fyr/contract";
import { balanceWeights, dialectOfKind, sameDestination, sameRule, spreadWhole } from "@fyr/routing";
import { readTypedWeight, type WeightRange } from "./weight-input.ts";

/** What a person is moving: the weights of one rule, in the object's own units, once moved always whole and summing to `total`. */
export interface Draft {
  readonly rule: RuleRef;
  /** The rule as it stood when the draft was begun or put on a newer version. */
  readonly basis: Basis;
  readonly weights: readonly Weight[];
  /** 100, or the present sum where the object uses relative weights such as 9 and 1 and has to keep it. */
  readonly total: number;
  /** Text in number fields that is not a weight, by position. Such text moves nothing. */
  readonly typed: Readonly<Record<number, string>>;
  /** Position of the destination that stays as it is while others move. */
  readonly locked?: number;
}

interface Basis {
  readonly generation: number;
  readonly weights: readonly Weight[];
  /** The same in the draft's total, where that is another: weights of which only the ratio counts are moved in percent. */
  readonly scaled?: readonly Weight[];
}

/** How the object on the cluster stands to the one a draft was begun on. */
export type BasisState = "same" | "changed-elsewhere" | "weights-changed" | "destinations-changed";

export function startDraft(route: TrafficRoute, rule: RouteRule): Draft {
  const weights = weightsOf(rule);
  const sum = sumOf(weights);
  const basis = { generation: route.generation, weights };
  const draft = { rule: rule.rule, basis, weights, total: sum || 100, typed: {} };
  return keepsSum(route) || sum >= 100 ? draft : inTotal(draft, 100);
}

/** A VirtualService's weights are moved among each other; of the others' only the ratio counts. */
function keepsSum({ route }: TrafficRoute): boolean {
  return dialectOfKind(route.kind).weights.keepsSum;
}

function inTotal(draft: Draft, total: number): Draft {
  const { basis } = draft;
  const spread = spreadWhole(
    basis.weights.map(({ weight }) => weight),
    total,
  );
  const scaled = basis.weights.map((weight, index) => ({ ...weight, weight: spread[index] ?? weight.weight }));
  return { ...draft, basis: { ...basis, scaled }, weights: scaled, total };
}

/** What the draft began with, in its own units. */
export function wasWeights({ basis }: Draft): readonly Weight[] {
  return basis.scaled ?? basis.weights;
}

/** Moves one destination; those that are not locked give or take, in proportion. */
export function moveWeight(draft: Draft, index: number, weight: number): Draft {
  const linked = draft.weights.map((each, place) => ({ key: String(place), weight: each.weight }));
  const locked = new Set(draft.locked === undefined ? [] : [String(draft.locked)]);
  const balanced = balanceWeights(linked, String(index), weight, locked, draft.total);
  const { [index]: _, ...typed } = draft.typed;
  const weights = draft.weights.map((each, place) => ({ ...each, weight: balanced[place]?.weight ?? each.weight }));
  return { ...draft, weights, typed };
}

/** Takes what was typed: a weight moves the others, anything else stays as text until it is one. */
export function typeWeight(draft: Draft, index: number, text: string): Draft {
  const read = readTypedWeight(text, rangeOf(draft, index));
  return read.ok ? moveWeight(draft, index, read.value) : { ...draft, typed: { ...draft.typed, [index]: text } };
}

export function toggleLock(draft: Draft, index: number): Draft {
  const { locked, ...rest } = draft;
  return locked === index ? rest : { ...rest, locked: index };
}

export function rangeOf(draft: Draft, index: number): WeightRange {
  const held = draft.locked === undefined || draft.locked === index ? undefined : draft.weights[draft.locked];
  return { most: Math.max(0, draft.total - (held?.weight ?? 0)), total: draft.total };
}

/** A destination that cannot move: locked itself, or left alone with a locked one. */
export function isHeld(draft: Draft, index: number): boolean {
  return draft.locked === index || (draft.locked !== undefined && draft.weights.length === 2);
}

/** What is wrong with what stands in a number field, or nothing. */
export function typedFault(draft: Draft, index: number): string | undefined {
  const text = draft.typed[index];
  if (text === undefined) return undefined;
  const read = readTypedWeight(text, rangeOf(draft, index));
  return read.ok ? undefined : read.sentence;
}

/** Why the draft cannot be reviewed, in a sentence, or nothing. */
export function draftFault(draft: Draft): string | undefined {
  const faults = draft.weights.map((_, index) => typedFault(draft, index));
  return faults.find((fault) => fault !== undefined) ?? (isMoved(draft) ? undefined : "Nothing has been moved yet.");
}

/** Whether leaving would lose something. */
export function isMoved(draft: Draft): boolean {
  return Object.keys(draft.typed).length > 0 || !sameWeights(draft.weights, wasWeights(draft));
}

export function basisState(draft: Draft, route: TrafficRoute): BasisState {
  const rule = ruleOf(route, draft.rule);
  if (rule === undefined || !sameDestinations(weightsOf(rule), draft.basis.weights)) return "destinations-changed";
  if (!sameWeights(weightsOf(rule), draft.basis.weights)) return "weights-changed";
  return route.generation === draft.basis.generation ? "same" : "changed-elsewhere";
}

/** Theirs differ from what the draft began with: until somebody chooses, no plan rests on both. */
export function isConflict(state: BasisState): boolean {
  return state === "weights-changed" || state === "destinations-changed";
}

/** The same weights and lock, wanted of a newer version of the object; nothing when they do not fit it. */
export function rebaseDraft(draft: Draft, route: TrafficRoute): Draft | undefined {
  const rebased = draftWith(route, draft.rule, draft.weights);
  const held = draft.locked === undefined ? undefined : draft.weights[draft.locked];
  if (rebased === undefined || held === undefined) return rebased;
  return { ...rebased, locked: rebased.weights.findIndex((weight) => sameDestination(weight, held)) };
}

/** A draft of these weights on the object as it is; nothing when they do not fit its destinations and their sum. */
export function draftWith(route: TrafficRoute, ref: RuleRef, weights: readonly Weight[]): Draft | undefined {
  const rule = ruleOf(route, ref);
  if (rule === undefined || !sameDestinations(weightsOf(rule), weights)) return undefined;
  const begun = startDraft(route, rule);
  const sum = sumOf(weights);
  const fresh = keepsSum(route) || sum === begun.total ? begun : inTotal(begun, sum);
  if (fresh.total !== sum || sum === 0) return undefined;
  const wanted = fresh.weights.map((weight) => weights.find((each) => sameDestination(each, weight)) ?? weight);
  return { ...fresh, weights: wanted };
}

export function ruleOf(route: TrafficRoute, rule: RuleRef): RouteRule | undefined {
  return route.rules.find((each) => sameRule(each.rule, rule));
}

export function weightsOf(rule: RouteRule): Weight[] {
  return rule.destinations.map(({ host, subset, port, weight }) => ({
    host,
    ...(subset !== undefined && { subset }),
    ...(port !== undefined && { port }),
    weight,
  }));
}

export function sumOf(weights: readonly Weight[]): number {
  return weights.reduce((sum, { weight }) => sum + weight, 0);
}

/** "95 / 5" */
export function inNumbers(weights: readonly Weight[]): string {
  return weights.map(({ weight }) => weight).join(" / ");
}

/** Equal in every destination's weight, in any order. */
export function sameWeights(a: readonly Weight[], b: readonly Weight[]): boolean {
  const holds = (weight: Weight) => b.some((other) => sameDestination(weight, other) && weight.weight === other.weight);
  return a.length === b.length && a.every(holds);
}

function sameDestinations(a: readonly Weight[], b: readonly Weight[]): boolean {
  return a.length === b.length && a.every((weight) => b.some((other) => sameDestination(weight, other)));
}
