import { valueAt } from "./numbers.ts";

/** Bins from `from` up to, not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Bins. What is shorter is a burst, which every mesh has. */
const shortestEnded = 4;

/** How a series is looked at as if it were high in one span and low outside of it. */
export interface SpanLikelihood {
  readonly length: number;
  /** Bins that a span has at least. */
  readonly shortest: number;
  /** How much better two levels explain it than one; at most 0 where the span is not the higher one. Asked of every span. */
  readonly gain: (from: number, to: number) => number;
  /** What a span must gain to be told from chance. */
  readonly leastGain: number;
  /** It is as high as a change must be, and both sides of it are low again. Costs more than `gain`. */
  readonly isApart: (span: Span) => boolean;
}

/** The likeliest span that began and ended: an epidemic change (Levin & Kline 1985), found by scanning all. O(length²). */
export function likeliestSpan({
  length,
  shortest,
  gain,
  leastGain,
  isApart,
}: SpanLikelihood): (Span & { readonly gain: number }) | undefined {
  let best: (Span & { readonly gain: number }) | undefined;
  const least = Math.max(shortestEnded, shortest);
  for (let from = 0; from < length; from++) {
    for (let to = from + least; to < length; to++) {
      const own = gain(from, to);
      if (own > (best?.gain ?? leastGain) && isApart({ from, to })) best = { from, to, gain: own };
    }
  }
  return best;
}

/** `[i]`: the sum of all before `i`. */
export function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at++) sums[at + 1] = (sums[at] ?? 0) + valueAt(values, at);
  return sums;
}
