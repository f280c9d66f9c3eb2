import type { Weight } from "@fyr/contract";
import { destinationKey } from "./destination.ts";

/** Why weights cannot be put in place of others. `index` counts in the wanted weights where one of them is at fault. */
export type WeightsProblem =
  | { readonly problem: "too-few-destinations" }
  | { readonly problem: "ambiguous-destination"; readonly host: string }
  | { readonly problem: "unknown-destination"; readonly index: number }
  | { readonly problem: "duplicate-destination"; readonly index: number }
  | { readonly problem: "missing-destination"; readonly host: string; readonly subset?: string }
  | { readonly problem: "not-whole"; readonly index: number }
  | { readonly problem: "negative"; readonly index: number }
  | { readonly problem: "not-100"; readonly sum: number; readonly total: number }
  | { readonly problem: "all-zero" }
  | { readonly problem: "too-large"; readonly index: number; readonly most: number }
  | { readonly problem: "no-change" };

export type WeightsResult =
  /** The wanted weights in the order of the rule. */
  { readonly ok: true; readonly weights: readonly Weight[] } | ({ readonly ok: false } & WeightsProblem);

/**
 * What weights of a rule must sum to: 100, or their present sum where the object uses relative weights
 * (allowed from Istio 1.15). All zero counts as 100.
 */
export function totalOf(weights: readonly { readonly weight: number }[]): number {
  return weights.reduce((sum, { weight }) => sum + weight, 0) || 100;
}

/** More than this no kind of route takes. */
const largestWeight = 1_000_000;

/**
 * Can `wanted` replace `current`? Destinations are told apart by host, subset and port, in any order. Without
 * `keepsSum` any sum but 0 will do: with that, nobody would get any traffic, and every request would fail.
 */
export function checkWeights(current: readonly Weight[], wanted: readonly Weight[], keepsSum: boolean): WeightsResult {
  if (current.length < 2) return { ok: false, problem: "too-few-destinations" };
  const places = new Map<string, number>();
  for (const [index, weight] of current.entries()) {
    const key = destinationKey(weight);
    if (places.has(key)) return { ok: false, problem: "ambiguous-destination", host: weight.host };
    places.set(key, index);
  }
  const fault = firstFault(places, wanted);
  if (fault !== undefined) return { ok: false, ...fault };
  const byKey = new Map(wanted.map((weight) => [destinationKey(weight), weight]));
  const missing = current.find((weight) => !byKey.has(destinationKey(weight)));
  if (missing !== undefined) return { ok: false, ...missingDestination(missing) };
  const weights = current.map((weight) => ({ ...weight, weight: byKey.get(destinationKey(weight))?.weight ?? 0 }));
  return sumAndChange(current, weights, keepsSum);
}

function firstFault(places: ReadonlyMap<string, number>, wanted: readonly Weight[]): WeightsProblem | undefined {
  const seen = new Set<string>();
  for (const [index, weight] of wanted.entries()) {
    const key = destinationKey(weight);
    if (!places.has(key)) return { problem: "unknown-destination", index };
    if (seen.has(key)) return { problem: "duplicate-destination", index };
    if (!Number.isSafeInteger(weight.weight)) return { problem: "not-whole", index };
    if (weight.weight < 0) return { problem: "negative", index };
    if (weight.weight > largestWeight) return { problem: "too-large", index, most: largestWeight };
    seen.add(key);
  }
  return undefined;
}

function missingDestination({ host, subset }: Weight): WeightsProblem {
  return { problem: "missing-destination", host, ...(subset !== undefined && { subset }) };
}

function sumAndChange(current: readonly Weight[], weights: readonly Weight[], keepsSum: boolean): WeightsResult {
  const total = totalOf(current);
  const sum = weights.reduce((all, { weight }) => all + weight, 0);
  if (sum === 0) return { ok: false, problem: "all-zero" };
  if (keepsSum && sum !== total) return { ok: false, problem: "not-100", sum, total };
  const changed = weights.some((weight, index) => weight.weight !== current[index]?.weight);
  return changed ? { ok: true, weights } : { ok: false, problem: "no-change" };
}
