/** Requests of a stretch of time, and how many of them were bad (failed, or slow). Whole numbers. */
export interface Outcome {
  readonly requests: number;
  readonly bad: number;
}

/** Below this share of the largest term seen a term adds nothing. */
const negligible = 1e-16;

/**
 * How much likelier it is that so many of the bad requests fell to `canary` if its odds of being bad are `oddsRatio`
 * times those of `stable` than if both are alike, as a logarithm. Given how many were bad in all, the share is
 * hypergeometric where both are alike and Fisher's noncentral one otherwise, whatever the rate of bad requests is
 * (R. A. Fisher 1935). 0 where nothing was bad or only one of them had requests.
 */
export function logLikelihoodRatio(canary: Outcome, stable: Outcome, oddsRatio: number): number {
  const bad = canary.bad + stable.bad;
  const least = Math.max(0, bad - stable.requests);
  const most = Math.min(bad, canary.requests);
  if (least === most) return 0;
  const start = mostLikely(canary, stable, bad, least, most);
  return (
    (canary.bad - start) * Math.log(oddsRatio) - logMeanPower({ canary, stable, bad, least, most, start }, oddsRatio)
  );
}

function mostLikely(canary: Outcome, stable: Outcome, bad: number, least: number, most: number): number {
  const middle = Math.floor(((bad + 1) * (canary.requests + 1)) / (canary.requests + stable.requests + 2));
  return Math.min(most, Math.max(least, middle));
}

interface Tables {
  readonly canary: Outcome;
  readonly stable: Outcome;
  readonly bad: number;
  readonly least: number;
  readonly most: number;
  /** The likeliest count where both are alike. */
  readonly start: number;
}

/** Logarithm of the mean of `oddsRatio ^ (count - start)` over all counts, where both are alike. */
function logMeanPower(tables: Tables, oddsRatio: number): number {
  const up = sumsFrom(tables, oddsRatio, 1);
  const down = sumsFrom(tables, oddsRatio, -1);
  return logSum(logSum(0, up.tilted), down.tilted) - Math.log(1 + up.plain + down.plain);
}

/**
 * Sums over the counts on one side of the start, relative to the start: of their likelihoods, and (as a logarithm, for
 * it may grow beyond all numbers) of their likelihoods times the power.
 */
function sumsFrom({ canary, stable, bad, least, most, start }: Tables, oddsRatio: number, step: 1 | -1) {
  const logTilt = step * Math.log(oddsRatio);
  let plain = 0;
  let tilted = Number.NEGATIVE_INFINITY;
  let log = 0;
  let largest = 0;
  for (let count = start; step > 0 ? count < most : count > least; count += step) {
    // How the likelihood changes from `low` bad requests of the canary to one more.
    const low = step > 0 ? count : count - 1;
    const growth = ((bad - low) * (canary.requests - low)) / ((low + 1) * (stable.requests - bad + low + 1));
    log += step * Math.log(growth);
    plain += Math.exp(log);
    const term = log + Math.abs(count + step - start) * logTilt;
    tilted = logSum(tilted, term);
    largest = Math.max(largest, term);
    if (log < Math.log(negligible) && term < largest + Math.log(negligible)) break;
  }
  return { plain, tilted };
}

function logSum(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger === Number.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
}
