/** Requests over a window, and how many of them failed. Whole numbers. */
export interface Outcome {
  readonly requests: number;
  readonly failed: number;
}

/** Below this share of the likeliest table a table adds nothing. */
const negligible = 1e-20;

/**
 * The chance that two outcomes differ at least this much though nothing differs between them: Fisher's exact test,
 * two-sided, all tables no likelier than the one seen (R. A. Fisher 1935). It holds for the smallest counts, where a
 * normal approximation takes one failure among few requests for proof.
 */
export function fisherExact(a: Outcome, b: Outcome): number {
  const likelihoods = tables(a, b);
  const seen = likelihoods.get(a.failed) ?? 0;
  let all = 0;
  let noLikelier = 0;
  for (const likelihood of likelihoods.values()) {
    all += likelihood;
    if (likelihood <= seen * (1 + 1e-9)) noLikelier += likelihood;
  }
  return noLikelier / all;
}

/** By how many of all failures fall to `a`: the hypergeometric likelihood, relative to the likeliest. */
function tables(a: Outcome, b: Outcome): Map<number, number> {
  const failed = a.failed + b.failed;
  const least = Math.max(0, failed - b.requests);
  const most = Math.min(failed, a.requests);
  const middle = Math.floor(((failed + 1) * (a.requests + 1)) / (a.requests + b.requests + 2));
  const likeliest = Math.min(most, Math.max(least, middle));
  const growth = (count: number) =>
    ((failed - count) * (a.requests - count)) / ((count + 1) * (b.requests - failed + count + 1));
  const likelihoods = new Map([[likeliest, 1]]);
  for (let count = likeliest, of = 1; count < most && of > negligible; count += 1) {
    of *= growth(count);
    likelihoods.set(count + 1, of);
  }
  for (let count = likeliest, of = 1; count > least && of > negligible; count -= 1) {
    of /= growth(count - 1);
    likelihoods.set(count - 1, of);
  }
  return likelihoods;
}
