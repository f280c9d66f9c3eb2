/** One slider of a linked set. */
export interface LinkedWeight {
  readonly key: string;
  readonly weight: number;
}

/**
 * Sets one weight and spreads the rest over the others that are not locked, in proportion to what they have
 * (evenly when they have nothing). Always whole numbers, none negative, with the sum exactly `total`.
 * The value gives way where it must: to 0..total less what is locked, and to all the rest when nothing else can move.
 * A locked slider that is set itself moves all the same: the lock keeps others from moving it.
 */
export function balanceWeights(
  weights: readonly LinkedWeight[],
  key: string,
  value: number,
  locked: ReadonlySet<string>,
  total = 100,
): LinkedWeight[] {
  const others = weights.filter((other) => other.key !== key && !locked.has(other.key));
  const held = sum(weights.filter((other) => other.key !== key && locked.has(other.key)));
  const room = Math.max(0, total - held);
  const wanted = Math.min(room, Math.max(0, Math.round(value)));
  const set = others.length > 0 ? wanted : room;
  const shares = new Map(spread(others, room - set).map((share) => [share.key, share.weight]));
  return weights.map((weight) => ({
    key: weight.key,
    weight: weight.key === key ? set : (shares.get(weight.key) ?? weight.weight),
  }));
}

/** Whole weights that sum to `total`, as these are to each other; evenly where there are none. */
export function spreadWhole(weights: readonly number[], total: number): number[] {
  return spread(
    weights.map((weight, index) => ({ key: String(index), weight })),
    total,
  ).map(({ weight }) => weight);
}

/** Whole percent that sum to 100, as the shares are to each other; evenly where there are none. */
export function spreadPercent(shares: readonly number[]): number[] {
  return spreadWhole(shares, 100);
}

/** Largest remainder: whole parts first, then one more for those that lost most by rounding; ties in order. */
function spread(weights: readonly LinkedWeight[], amount: number): LinkedWeight[] {
  const all = sum(weights);
  const exact = weights.map(({ weight }) => (all > 0 ? (weight / all) * amount : amount / weights.length));
  const whole = exact.map(Math.floor);
  const byLoss = exact
    .map((share, index) => ({ index, loss: share - (whole[index] ?? 0) }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  const left = amount - whole.reduce((total, part) => total + part, 0);
  const raised = new Set(byLoss.slice(0, left).map(({ index }) => index));
  return weights.map(({ key }, index) => ({ key, weight: (whole[index] ?? 0) + (raised.has(index) ? 1 : 0) }));
}

function sum(weights: readonly LinkedWeight[]): number {
  return weights.reduce((total, { weight }) => total + weight, 0);
}
