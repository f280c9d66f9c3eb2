import { logLikelihood } from "./binomial.ts";
import { endedShareSpan, isShareOver } from "./ended-share.ts";
import { sumOf, valueAt } from "./numbers.ts";
import { fewestAfter, fewestBefore, lasts, longestBurst, type Step, type StepBounds, stretches } from "./step.ts";
import { stepOfNow, withoutSpans } from "./step-of-now.ts";

/** What must hold of a step in shares. */
export interface ShareBounds extends StepBounds {
  /** Of what is counted, since the step. */
  readonly leastCount: number;
}

/**
 * Since when a larger share of `of` is `counted` (numbers of requests, bin by bin), and is so still. Binomial, with the
 * over-dispersion seen before (Pearson's statistic by its degrees of freedom, McCullagh & Nelder §4.5).
 */
export function findShareStep(counted: Float64Array, of: Float64Array, bounds: ShareBounds): Step | undefined {
  return stepOfNow(
    {
      find: (without) => findPlainStep(withoutSpans(counted, without), withoutSpans(of, without), bounds),
      isBroken: (step, without) => isShareOver(withoutSpans(counted, without), withoutSpans(of, without), step),
      nextEnded: (known) => endedShareSpan(withoutSpans(counted, known), withoutSpans(of, known), bounds),
    },
    of.length,
  );
}

function findPlainStep(counted: Float64Array, of: Float64Array, bounds: ShareBounds): Step | undefined {
  for (const stretch of stretches) {
    const from = Math.max(0, of.length - stretch);
    const step = mostLikelyShareStep(counted, of, from, of.length - fewestAfter);
    if (step === undefined) continue;
    const told = asPlainStep(step, counted, of, from, bounds) ?? beganBinBefore(step, counted, of, from, bounds);
    if (told !== undefined) return told;
    if (from === 0 && of.length <= (stretches[1] ?? 0)) break;
  }
  return undefined;
}

/** The step with its certainty, where it is one to tell. */
function asPlainStep(
  step: Step,
  counted: Float64Array,
  of: Float64Array,
  from: number,
  bounds: ShareBounds,
): Step | undefined {
  const told = { ...step, certainty: step.certainty / dispersion(counted, of, from, step) };
  return told.certainty >= bounds.leastCertainty && isPlainRise(counted, of, told, bounds) ? told : undefined;
}

/**
 * The bin in which it began is partly as all was before. Who is refused may try again hundreds of times as often: then
 * this one bin holds more than all before it, and what is likeliest is that it was so all along and got worse.
 */
function beganBinBefore(
  step: Step,
  counted: Float64Array,
  of: Float64Array,
  from: number,
  bounds: ShareBounds,
): Step | undefined {
  const bin = step.start - 1;
  if (valueAt(of, bin) <= sumOf(of, from, bin)) return undefined;
  const earlier = mostLikelyShareStep(counted, of, from, bin);
  return earlier?.start === bin ? asPlainStep(earlier, counted, of, from, bounds) : undefined;
}

/** `last`: the last bin it may begin with. */
function mostLikelyShareStep(counted: Float64Array, of: Float64Array, from: number, last: number): Step | undefined {
  const [k, n] = [sumOf(counted, from), sumOf(of, from)];
  const one = logLikelihood(k, n);
  let best: Step | undefined;
  let [kBefore, nBefore] = [0, 0];
  for (let start = from; start <= last; start++) {
    const [kAfter, nAfter] = [k - kBefore, n - nBefore];
    const [before, after] = [(kBefore + 0.5) / (nBefore + 1), kAfter / Math.max(nAfter, 1e-9)];
    const certainty = logLikelihood(kBefore, nBefore) + logLikelihood(kAfter, nAfter) - one;
    const isRise = start - from >= fewestBefore && nBefore > 0 && after > before;
    if (isRise && certainty > (best?.certainty ?? 0)) best = { start, before, after, certainty };
    kBefore += valueAt(counted, start);
    nBefore += valueAt(of, start);
  }
  return best;
}

/** At least 1. A burst among quiet bins must not hide everything that comes after it. */
function dispersion(counted: Float64Array, of: Float64Array, from: number, { start, before }: Step): number {
  let [sum, bins] = [0, 0];
  for (let bin = from; bin < start; bin++) {
    const n = valueAt(of, bin);
    const variance = n * before * (1 - before);
    if (variance <= 0) continue;
    sum += (valueAt(counted, bin) - n * before) ** 2 / Math.max(variance, 0.5);
    bins++;
  }
  return Math.min(mostDispersion, Math.max(1, sum / Math.max(1, bins - 1)));
}

const mostDispersion = 5;

function isPlainRise(
  counted: Float64Array,
  of: Float64Array,
  { start, before, after }: Step,
  { leastRise, leastRatio, leastCount, burstBins }: ShareBounds,
): boolean {
  const rise = after - before;
  if (rise < leastRise || after < leastRatio * before || sumOf(counted, start) < leastCount) return false;
  const middle = before + rise / 2;
  const reaches = (first: number, last: number, level: number) => {
    const n = sumOf(of, first, last);
    return n > 0 && sumOf(counted, first, last) / n >= level;
  };
  const isUp = (first: number, last: number) => reaches(first, last, middle);
  const length = of.length - start;
  // Where the newest bin alone tells, it must not be as all was before.
  const tells = valueAt(of, of.length - 1) * middle >= enoughToTell;
  const isOver = tells && !reaches(of.length - 1, of.length, before + rise / 4);
  if (isOver || length <= burstBins || !lasts(start, of.length, isUp)) return false;
  if (!isBeyond(counted, of, start + burstBins, before)) return false;
  return longestBurst(0, start, (bin) => isUp(bin, bin + 1)) < Math.max(2, length / 1.5);
}

/** What came after a burst would have been over tells of itself that it is more than before (a likelihood ratio). */
function isBeyond(counted: Float64Array, of: Float64Array, from: number, before: number): boolean {
  const [k, n] = [sumOf(counted, from), sumOf(of, from)];
  const asBefore = k * Math.log(before) + (n - k) * Math.log(1 - before);
  return k > n * before && logLikelihood(k, n) - asBefore >= leastBeyond;
}

/** Once in some hundred times by chance. */
const leastBeyond = 4;

/** Requests: with fewer expected, none may come by chance. */
const enoughToTell = 4;
