import type { ObservedSplit, Weight } from "@fyr/contract";

/** What was counted for the destinations of a rule, in its order. */
export type Counts = readonly number[];

export type SplitVerdict =
  | "followed"
  /** It still looks like the weights before. */
  | "unmoved"
  /** It looks like neither. */
  | "differs"
  | "too-few-requests";

/** Below this nothing is said about shares. */
const fewestRequests = 30;
/** What stays besides the statistical tolerance: other rules of the host, requests under way. */
const slack = 0.01;
/** The share a destination may see that is given none: requests under way, other rules. */
const stray = 0.002;
/** How much likelier the counts must be under the new weights than under the old: 100 to 1. */
const logOddsNeeded = Math.log(100);

export function observedSplit(
  after: readonly Weight[],
  counts: Counts,
  counted: "requests" | "connections" = "requests",
): ObservedSplit {
  const expected = sharesOf(after.map(({ weight }) => weight));
  const observed = sharesOf(counts);
  return {
    requests: sumOf(counts),
    ...(counted === "connections" && { counted }),
    shares: after.map(({ weight: _, ...destination }, place) => ({
      ...destination,
      expected: expected[place] ?? 0,
      observed: observed[place] ?? 0,
    })),
  };
}

/**
 * Has traffic gone over from the weights before to those after? Every share must lie within ±2·√(p(1−p)/n) and 1 %
 * of what is expected (the normal approximation of a binomial share p over n requests), and the counts must speak
 * for the new weights against the old by a likelihood ratio (Wald's sequential test): a small move is not taken for
 * done because the old split is close enough to it.
 */
export function judgeSplit(before: readonly Weight[], after: readonly Weight[], counts: Counts): SplitVerdict {
  const requests = sumOf(counts);
  if (requests < fewestRequests) return "too-few-requests";
  const was = sharesOf(before.map(({ weight }) => weight));
  const expected = sharesOf(after.map(({ weight }) => weight));
  const odds = logOdds(was, expected, counts);
  if (odds <= -logOddsNeeded && isWithin(was, counts)) return "unmoved";
  if (!isWithin(expected, counts)) return "differs";
  return odds >= logOddsNeeded ? "followed" : "too-few-requests";
}

function isWithin(shares: readonly number[], counts: Counts): boolean {
  const requests = sumOf(counts);
  const observed = sharesOf(counts);
  return shares.every((share, place) => {
    const tolerance = 2 * Math.sqrt((share * (1 - share)) / requests) + slack;
    return Math.abs((observed[place] ?? 0) - share) <= tolerance;
  });
}

/** Logarithm of how much likelier the counts are under the expected shares than under those before. */
function logOdds(was: readonly number[], expected: readonly number[], counts: Counts): number {
  return counts.reduce((sum, count, place) => sum + count * Math.log(soft(expected[place]) / soft(was[place])), 0);
}

/** Without it one stray request would speak against a share of 0 for ever. */
function soft(share = 0): number {
  return stray + share * (1 - 2 * stray);
}

function sharesOf(numbers: readonly number[]): number[] {
  const sum = sumOf(numbers);
  return numbers.map((number) => (sum > 0 ? number / sum : 0));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
