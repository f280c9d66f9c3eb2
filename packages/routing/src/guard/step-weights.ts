import type { Destination, Weight } from "@fyr/contract";
import { balanceWeights } from "../balance-weights.ts";
import { totalOf } from "../check-weights.ts";
import { destinationKey } from "../destination.ts";

/**
 * The weights of a step: the canary's share in percent, the rest shared among the others as they share it in `start`.
 * Undefined where the sum of the weights cannot say that share, or no such destination is there.
 */
export function stepWeights(
  start: readonly Weight[],
  canary: Destination,
  percent: number,
  keepsSum: boolean,
): Weight[] | undefined {
  const sum = totalOf(start);
  // Where any sum will do, 100 can say every percent.
  const total = keepsSum || Number.isInteger((sum * percent) / 100) ? sum : 100;
  const key = destinationKey(canary);
  const exact = (total * percent) / 100;
  if (!Number.isInteger(exact) || !start.some((weight) => destinationKey(weight) === key)) return undefined;
  const linked = start.map((weight) => ({ key: destinationKey(weight), weight: weight.weight }));
  const balanced = balanceWeights(linked, key, exact, new Set(), total);
  return start.map((weight, place) => ({ ...weight, weight: balanced[place]?.weight ?? 0 }));
}

/** The share of one destination, 0..1; undefined where there is none such. */
export function shareOf(weights: readonly Weight[], destination: Destination): number | undefined {
  const key = destinationKey(destination);
  const found = weights.find((weight) => destinationKey(weight) === key);
  return found && found.weight / totalOf(weights);
}

/** The other destination that gets most: what a canary is compared with where nobody says otherwise. */
export function stableBeside(weights: readonly Weight[], canary: Destination): Destination | undefined {
  const key = destinationKey(canary);
  const others = weights.filter((weight) => destinationKey(weight) !== key);
  const [most] = others.toSorted((a, b) => b.weight - a.weight);
  if (most === undefined) return undefined;
  const { weight: _, ...destination } = most;
  return destination;
}
