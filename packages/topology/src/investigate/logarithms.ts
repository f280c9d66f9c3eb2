import { medianOf, valueAt } from "./numbers.ts";

/** The logarithms of what was measured (more than 0), and which bins they are of. */
export function logsOf(values: Float64Array): { readonly bins: readonly number[]; readonly logs: readonly number[] } {
  const bins = [...values.keys()].filter((bin) => valueAt(values, bin) > 0);
  return { bins, logs: bins.map((bin) => Math.log(valueAt(values, bin))) };
}

/** The middle of each value and its neighbours: single outliers go, steps stay where they are. */
export function smoothed(values: readonly number[]): number[] {
  return values.map((value, at) => {
    const [before, after] = [values[at - 1], values[at + 1]];
    return before === undefined || after === undefined ? value : medianOf([before, value, after]);
  });
}

/** A stable mean still moves a little from minute to minute. */
const leastSpread = 0.04;

/** From what neighbours differ by (median of differences), so that neither steps nor tides count. */
export function spreadOf(logs: readonly number[]): number {
  const differences = logs.slice(1).map((value, at) => Math.abs(value - valueAt(logs, at)));
  return Math.max(leastSpread, medianOf(differences) / (0.6745 * Math.SQRT2));
}

/** Of several stretches together: a few values may lie close to each other by chance. */
export function pooledSpread(stretches: readonly (readonly number[])[]): number {
  const count = stretches.reduce((sum, { length }) => sum + length, 0);
  const squares = stretches.reduce((sum, logs) => sum + logs.length * spreadOf(logs) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, count));
}
