/** Beyond this no larger number says more. */
const mostZ = 99;

/**
 * How far two shares lie apart, in standard errors: the signed root of the likelihood ratio of two shares against one
 * (Wilks' theorem). Unlike the difference by its own error it neither overlooks a few failures where there were none
 * before, nor, unlike the pooled one, takes two of ten for proof.
 */
export function zOfShares(one: Counted, other: Counted): number {
  if (one.of <= 0 || other.of <= 0) return 0;
  const common = (one.count + other.count) / (one.of + other.of);
  const ratio = [one, other].reduce((sum, { count, of }) => {
    const share = Math.min(1, Math.max(0, count / of));
    return sum + of * (part(share, common) + part(1 - share, 1 - common));
  }, 0);
  return bounded(Math.sign(one.count / one.of - other.count / other.of) * Math.sqrt(Math.max(0, 2 * ratio)));
}

function part(share: number, common: number): number {
  return share > 0 && common > 0 ? share * Math.log(share / common) : 0;
}

export interface Counted {
  readonly count: number;
  readonly of: number;
}

/** Requests that took so long: how many of them, their mean, and how they spread. */
export interface Timed {
  readonly requests: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Of the standard normal distribution, at 95 %. */
const z95 = 1.645;
/** Buckets are coarse: what looks like no spread at all has some. */
const leastSpread = 0.3;

/** The same of two means of durations, which spread about as log-normal ones do: by the logarithms. */
export function zOfMeans(one: Timed, other: Timed): number {
  if (one.meanMs <= 0 || other.meanMs <= 0) return 0;
  const variance = (timed: Timed) => spreadOf(timed) ** 2 / Math.max(1, timed.requests);
  return bounded(Math.log(one.meanMs / other.meanMs) / Math.sqrt(variance(one) + variance(other)));
}

function spreadOf({ p50Ms, p95Ms }: Timed): number {
  return p50Ms > 0 && p95Ms > p50Ms ? Math.max(leastSpread, Math.log(p95Ms / p50Ms) / z95) : leastSpread;
}

/** The same of two counts, where `expected` is what the one would be if nothing had changed. */
export function zOfCounts(counted: number, expected: number): number {
  return bounded((counted - expected) / Math.sqrt(Math.max(1, counted + expected)));
}

function bounded(z: number): number {
  return Math.max(-mostZ, Math.min(mostZ, z));
}
