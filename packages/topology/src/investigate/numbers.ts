/** Nothing where there is nothing. */
export function valueAt(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  return value === undefined || Number.isNaN(value) ? 0 : value;
}

/** From `from` up to, not including, `to`. */
export function sumOf(values: ArrayLike<number>, from = 0, to = values.length): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += valueAt(values, index);
  return sum;
}

/** 0 of nothing. */
export function medianOf(values: ArrayLike<number>): number {
  return quantileOf(values, 0.5);
}

/** The `q`-quantile between its two neighbours; 0 of nothing. */
export function quantileOf(values: ArrayLike<number>, q: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [valueAt(sorted, below), valueAt(sorted, Math.min(below + 1, sorted.length - 1))];
  return low + (high - low) * (place - below);
}

/** `values[i] × weights[i]`. */
export function timesEach(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (_, index) => valueAt(values, index) * valueAt(weights, index));
}

/** Adds the one to the other, where it was measured. */
export function addTo(sum: Float64Array, values: ArrayLike<number>): void {
  for (let index = 0; index < sum.length; index++) sum[index] = valueAt(sum, index) + valueAt(values, index);
}
