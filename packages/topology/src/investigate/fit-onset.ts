import type { CloseLook } from "./close-look.ts";
import { valueAt } from "./numbers.ts";
import type { FoundOnset } from "./onset.ts";

/** Seconds between two moments that are tried. */
const grain = 3;

/**
 * When a line rose. Each value is of a window, so that a step becomes a slope as long as the window; of all moments the
 * one is taken whose slope leaves the least squares. Between `notBefore` and `notAfter` lie those that do nearly as
 * well (log-likelihood ratio of 2). Undefined where nothing rises.
 */
export function fitOnset(
  values: ArrayLike<number>,
  { bins, windowSeconds }: Pick<CloseLook, "bins" | "windowSeconds">,
  within: { readonly from: number; readonly to: number },
): FoundOnset | undefined {
  const points = bins
    .map(({ at }, bin) => ({ at, value: values[bin] ?? Number.NaN }))
    .filter(({ value }) => !Number.isNaN(value));
  if (points.length < 6) return undefined;
  const tried: { readonly at: number; readonly error: number }[] = [];
  for (let at = within.from; at <= within.to; at += grain) {
    const error = squaresLeft(points, at, windowSeconds);
    if (error !== undefined) tried.push({ at, error });
  }
  const [best] = tried.toSorted((a, b) => a.error - b.error || a.at - b.at);
  if (best === undefined) return undefined;
  // Windows overlap: there are fewer independent points than values.
  const step = (bins[1]?.at ?? 0) - (bins[0]?.at ?? 0);
  const independent = Math.max(4, (points.length * step) / windowSeconds);
  const limit = Math.max(best.error, 1e-12) * Math.exp(4 / independent);
  const good = tried.filter(({ error }) => error <= limit).map(({ at }) => at);
  return { at: best.at, notBefore: Math.min(...good), notAfter: Math.max(...good) };
}

function squaresLeft(
  points: readonly { readonly at: number; readonly value: number }[],
  onset: number,
  windowSeconds: number,
): number | undefined {
  const slope = points.map(({ at }) => Math.min(1, Math.max(0, (at - onset) / windowSeconds)));
  const n = points.length;
  const [sx, sy] = [slope.reduce((a, b) => a + b, 0), points.reduce((sum, { value }) => sum + value, 0)];
  let [sxx, sxy, syy] = [0, 0, 0];
  for (const [index, { value }] of points.entries()) {
    const x = valueAt(slope, index) - sx / n;
    sxx += x * x;
    sxy += x * (value - sy / n);
    syy += (value - sy / n) ** 2;
  }
  return sxx <= 1e-9 || sxy <= 0 ? undefined : syy - (sxy * sxy) / sxx;
}
