/** A number in [0, 1) that depends on nothing but the arguments: the same run comes out the same twice. */
export function uniform(seed: number, stream: number, moment: number): number {
  let hash = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(stream | 0, 0x85ebca6b) ^ Math.imul(moment | 0, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Roughly standard normal, within ±3.5: the sum of four uniforms, scaled. */
export function gaussian(seed: number, stream: number, moment: number): number {
  let sum = 0;
  for (let i = 0; i < 4; i += 1) sum += uniform(seed + i * 7919, stream, moment);
  return (sum - 2) * Math.sqrt(3);
}

/** The one that a chance (0..1) falls on when each has a share of it; nothing where the shares do not reach so far. */
export function pickByShare<T>(items: readonly T[], shareOf: (item: T) => number, chance: number): T | undefined {
  let left = chance;
  return items.find((item) => {
    left -= shareOf(item);
    return left < 0;
  });
}

/** A name as a stream number for `uniform` (FNV-1a). */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Which draw is meant: the same three give the same number. */
export interface Draw {
  readonly seed: number;
  readonly stream: number;
  readonly moment: number;
}

/** How much of Poisson's spread is let through: enough to make charts live, too little to hide what happens. */
const LIVELINESS = 0.5;
const FEW = 20;

/** What `perSecond` events become when they are counted over `seconds`. Its mean is `perSecond`; never negative. */
export function countedRate(perSecond: number, seconds: number, draw: Draw): number {
  const expected = perSecond * seconds;
  return Math.max(0, expected + luck(expected, draw)) / seconds;
}

/**
 * Counts events that are rare, by key, as `countedRate` does, but what chance gave too much or too little of goes into
 * the next count: from step to step they come and go, over a minute there are about as many as there should be.
 */
export function createEvenCount(): (key: string, perSecond: number, seconds: number, draw: Draw) => number {
  const owed = new Map<string, number>();
  return (key, perSecond, seconds, draw) => {
    const expected = perSecond * seconds;
    const due = expected + (owed.get(key) ?? 0);
    const counted = Math.max(0, due + luck(expected, draw));
    owed.set(key, due - counted);
    return counted / seconds;
  };
}

/** By how many events a count differs from the expected, with a mean of 0. */
function luck(expected: number, { seed, stream, moment }: Draw): number {
  if (expected <= 0) return 0;
  const difference =
    expected < FEW
      ? poisson(expected, uniform(seed, stream, moment)) - expected
      : Math.sqrt(expected) * gaussian(seed, stream, moment);
  return LIVELINESS * difference;
}

/** The number of events below which `chance` (0..1) of all counts lie, when `mean` are expected. */
function poisson(mean: number, chance: number): number {
  let probability = Math.exp(-mean);
  let below = probability;
  let count = 0;
  while (below < chance && count < 10 * FEW) {
    count += 1;
    probability *= mean / count;
    below += probability;
  }
  return count;
}
