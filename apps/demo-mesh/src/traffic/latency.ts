import { pickByShare } from "../mesh/chance.ts";

/**
 * A part of a distribution of times in ms: `exp(mu + sigma·Z)` with Z standard normal, cut off above `cap`.
 * `share` is the part's weight; the shares of a whole distribution sum to 1.
 */
interface Lognormal {
  readonly share: number;
  readonly mu: number;
  readonly sigma: number;
  readonly cap?: number;
}

export type Latency = readonly Lognormal[];

/** Mean in ms and variance in ms². */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

export const NO_TIME: Moments = { mean: 0, variance: 0 };

/** Times with this median and spread. */
export function around(medianMs: number, sigma: number): Latency {
  return [{ share: 1, mu: Math.log(medianMs), sigma }];
}

/** Always the same time, give or take a timer's jitter. */
export function exactly(ms: number): Latency {
  return around(ms, 0.004);
}

/** The standard normal's distribution function; error below 1e-5 (Abramowitz and Stegun 26.2.16). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.33267 * Math.abs(z));
  const tail = (Math.exp((-z * z) / 2) / 2.5066282746) * t * (0.4361836 + t * (-0.1201676 + t * 0.937298));
  return z > 0 ? 1 - tail : tail;
}

/** The share of times at or below `ms`. */
export function shareWithin(latency: Latency, ms: number): number {
  let sum = 0;
  for (const part of latency) sum += part.share * partWithin(part, ms);
  return Math.min(1, sum);
}

function partWithin({ mu, sigma, cap }: Lognormal, ms: number): number {
  if (ms <= 0) return 0;
  if (cap !== undefined && ms >= cap) return 1;
  const share = normalCdf((Math.log(ms) - mu) / sigma);
  return cap === undefined ? share : Math.min(1, share / Math.max(1e-12, normalCdf((Math.log(cap) - mu) / sigma)));
}

export function momentsOf(latency: Latency): Moments {
  let mean = 0;
  let square = 0;
  for (const part of latency) {
    const [first, second] = rawMoments(part);
    mean += part.share * first;
    square += part.share * second;
  }
  return { mean, variance: Math.max(0, square - mean * mean) };
}

function rawMoments({ mu, sigma, cap }: Lognormal): [number, number] {
  const first = Math.exp(mu + (sigma * sigma) / 2);
  const second = Math.exp(2 * mu + 2 * sigma * sigma);
  if (cap === undefined) return [first, second];
  const z = (Math.log(cap) - mu) / sigma;
  const below = Math.max(1e-12, normalCdf(z));
  return [(first * normalCdf(z - sigma)) / below, (second * normalCdf(z - 2 * sigma)) / below];
}

/** The lognormal with these moments: how sums of lognormals are approximated (Fenton 1960). */
function lognormalWith({ mean, variance }: Moments, share = 1): Lognormal {
  const safe = Math.max(1e-3, mean);
  const squared = Math.log(1 + Math.max(1.6e-5, variance / (safe * safe)));
  return { share, mu: Math.log(safe) - squared / 2, sigma: Math.sqrt(squared) };
}

/** The times of one thing after another that is independent of it. */
export function plus(latency: Latency, added: Moments): Latency {
  if (added.mean < 1e-6) return latency;
  return latency.map((part) => {
    const own = momentsOf([{ ...part, share: 1 }]);
    return lognormalWith({ mean: own.mean + added.mean, variance: own.variance + added.variance }, part.share);
  });
}

/** One distribution out of several, in these proportions (they need not sum to 1). */
export function blend(parts: readonly { readonly ratio: number; readonly latency: Latency }[]): Latency {
  const total = parts.reduce((sum, part) => sum + part.ratio, 0);
  if (total <= 0) return exactly(1);
  return parts.flatMap(({ ratio, latency }) =>
    ratio > total * 1e-6 ? latency.map((part) => ({ ...part, share: (part.share * ratio) / total })) : [],
  );
}

/** What is left of a distribution within a limit, and the share that is beyond it. */
export function cutAt(latency: Latency, limitMs: number): { readonly within: Latency; readonly beyond: number } {
  const kept = latency.map((part) => ({ part, share: part.share * partWithin(part, limitMs) }));
  const left = kept.reduce((sum, { share }) => sum + share, 0);
  if (left > 1 - 1e-9) return { within: latency, beyond: 0 };
  if (left < 1e-9) return { within: exactly(limitMs), beyond: 1 };
  const within = kept.flatMap(({ part, share }) =>
    share > left * 1e-6 ? [{ ...part, share: share / left, cap: Math.min(part.cap ?? limitMs, limitMs) }] : [],
  );
  return { within, beyond: 1 - left };
}

/** One of these times, ms, by two chances: which part it is of (0..1), and where in it (standard normal). */
export function drawFrom(latency: Latency, which: number, where: number): number {
  const whole = latency.reduce((sum, { share }) => sum + share, 0);
  const part = pickByShare(latency, ({ share }) => share, which * whole);
  const { mu, sigma, cap = Number.POSITIVE_INFINITY } = part ?? latency.at(-1) ?? { mu: 0, sigma: 0 };
  return Math.min(cap, Math.exp(mu + sigma * where));
}
