import { logLikelihood } from "./binomial.ts";
import { likeliestSpan, runningSums, type Span } from "./ended-span.ts";
import { medianOf, quantileOf, sumOf, valueAt } from "./numbers.ts";
import type { Step, StepBounds } from "./step.ts";

/** So many counted requests must be missing to say of a few bins that it is over. */
const enoughToTell = 10;
const fewestCalm = 2;
const newest = 3;

/** The likeliest span in which more of `of` was `counted`, and which is over. Not looked for where nothing is up now. */
export function endedShareSpan(counted: Float64Array, of: Float64Array, bounds: StepBounds): Span | undefined {
  if (!isUpNow(counted, of, bounds)) return undefined;
  const [k, n] = [runningSums(counted), runningSums(of)];
  const length = of.length;
  const within = ({ from, to }: Span) => [(k[to] ?? 0) - (k[from] ?? 0), (n[to] ?? 0) - (n[from] ?? 0)] as const;
  const [kAll, nAll] = within({ from: 0, to: length });
  const one = logLikelihood(kAll, nAll);
  const levels = (span: Span) => {
    const [kIn, nIn] = within(span);
    return { inside: kIn / Math.max(nIn, 1e-9), outside: (kAll - kIn) / Math.max(nAll - nIn, 1e-9) };
  };
  const best = likeliestSpan({
    length,
    shortest: bounds.burstBins + 1,
    // What is found is divided by a dispersion of at least 1.
    leastGain: bounds.leastCertainty,
    gain: (from, to) => {
      const [kIn, nIn] = within({ from, to });
      if (kIn * (nAll - nIn) <= (kAll - kIn) * nIn) return 0;
      return logLikelihood(kIn, nIn) + logLikelihood(kAll - kIn, nAll - nIn) - one;
    },
    isApart: (span) => {
      const { inside, outside } = levels(span);
      const isRise = inside - outside >= bounds.leastRise && inside >= bounds.leastRatio * outside;
      if (!isRise) return false;
      const isCalm = (from: number, by: 1 | -1) =>
        calmFrom(counted, of, { from, by }, { before: outside, after: inside });
      return (span.from < fewestCalm || isCalm(span.from - 1, -1)) && isCalm(span.to, 1);
    },
  });
  if (best === undefined) return undefined;
  const { gain, ...span } = best;
  return gain / dispersionOutside(span, counted, of, levels(span).outside) < bounds.leastCertainty ? undefined : span;
}

/** Was it as before for some bins since the step? */
export function isShareOver(counted: Float64Array, of: Float64Array, step: Step): boolean {
  for (let from = step.start; from <= of.length - fewestCalm; from++) {
    if (calmFrom(counted, of, { from, by: 1 }, step)) return true;
  }
  return false;
}

/** Is it as before in this bin and as many more as it takes to tell? */
function calmFrom(
  counted: Float64Array,
  of: Float64Array,
  { from, by }: { readonly from: number; readonly by: 1 | -1 },
  { before, after }: Pick<Step, "before" | "after">,
): boolean {
  let [k, n, bins] = [0, 0, 0];
  for (let bin = from; bin >= 0 && bin < of.length; bin += by) {
    k += valueAt(counted, bin);
    n += valueAt(of, bin);
    bins++;
    if (bins >= fewestCalm && n * (after - before) >= enoughToTell) return k / n < before + (after - before) / 4;
  }
  return false;
}

function isUpNow(counted: Float64Array, of: Float64Array, { leastRise, leastRatio }: StepBounds): boolean {
  const share = (from: number, to: number) => sumOf(counted, from, to) / Math.max(1, sumOf(of, from, to));
  const now = share(Math.max(0, of.length - newest), of.length);
  if (now < leastRise) return false;
  const shares = [...of.keys()].filter((bin) => valueAt(of, bin) > 0).map((bin) => share(bin, bin + 1));
  return now >= leastRatio * quantileOf(shares, 0.1);
}

/** The median of a χ² with one degree of freedom. */
const medianOfSquare = 0.455;

/** At least 1. By the median bin, so that other spans do not count. */
function dispersionOutside(span: Span, counted: Float64Array, of: Float64Array, usual: number): number {
  const squares = [...of.keys()].flatMap((bin) => {
    if (bin >= span.from && bin < span.to) return [];
    const n = valueAt(of, bin);
    const variance = n * usual * (1 - usual);
    return variance <= 0 ? [] : [(valueAt(counted, bin) - n * usual) ** 2 / Math.max(variance, 0.5)];
  });
  return Math.max(1, medianOf(squares) / medianOfSquare);
}
