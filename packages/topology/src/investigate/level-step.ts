import { endedLevelSpan, isLevelOver } from "./ended-level.ts";
import { logsOf, pooledSpread, smoothed } from "./logarithms.ts";
import { medianOf, sumOf, valueAt } from "./numbers.ts";
import { fewestAfter, fewestBefore, type LevelBounds, lasts, longestBurst, type Step, stretches } from "./step.ts";
import { stepOfNow, withoutSpans } from "./step-of-now.ts";

/** Since when values are higher (`NaN`: nothing measured), and are so still. In logarithms, with a robust spread. */
export function findLevelStep(values: Float64Array, bounds: LevelBounds): Step | undefined {
  return stepOfNow(
    {
      find: (without) => findPlainStep(withoutSpans(values, without), bounds),
      isBroken: (step, without) => isLevelOver(withoutSpans(values, without), step),
      nextEnded: (known) => endedLevelSpan(withoutSpans(values, known), bounds),
    },
    values.length,
  );
}

function findPlainStep(values: Float64Array, bounds: LevelBounds): Step | undefined {
  const { bins, logs } = logsOf(values);
  for (const stretch of stretches) {
    const first = Math.max(0, logs.length - stretch);
    const split = likeliestSplit(smoothed(logs), first);
    const told = split === undefined ? undefined : plainLevels(logs, first, split, bounds);
    if (told !== undefined) return { ...told, start: bins[told.start] ?? 0 };
    if (first === 0 && logs.length <= (stretches[1] ?? 0)) break;
  }
  return undefined;
}

/** Where two means, the second one higher, leave the least squares. */
function likeliestSplit(values: readonly number[], first: number): number | undefined {
  const total = sumOf(values, first);
  const count = values.length - first;
  let best: { split: number; gain: number } | undefined;
  let before = 0;
  for (let split = first; split <= values.length - fewestAfter; split++) {
    const [n, m] = [split - first, values.length - split];
    const rise = (total - before) / m - before / Math.max(n, 1);
    const gain = (rise * rise * n * m) / count;
    if (n >= fewestBefore && rise > 0 && gain > (best?.gain ?? 0)) best = { split, gain };
    before += valueAt(values, split);
  }
  return best?.split;
}

/** How far back it is looked for what is usual: a day has its tides. */
const usualBins = 60;
/** Close around a step there is most of it, where it is one. */
const nearBins = 10;
const mostOfIt = 0.6;

function plainLevels(logs: readonly number[], first: number, split: number, bounds: LevelBounds): Step | undefined {
  const past = logs.slice(Math.max(first, split - usualBins), split);
  const since = logs.slice(split);
  const [low, high] = [medianOf(past), medianOf(since)];
  const [before, after] = [Math.exp(low), Math.exp(high)];
  if (after < before * bounds.leastRatio || after - before < bounds.leastRise) return undefined;
  const near = medianOf(since.slice(0, nearBins)) - medianOf(past.slice(-nearBins));
  if (near < mostOfIt * (high - low) || since.length <= bounds.burstBins) return undefined;
  const middle = (low + high) / 2;
  const isUp = (from: number, to: number) => medianOf(logs.slice(from, to)) >= middle;
  if (!lasts(split, logs.length, isUp)) return undefined;
  const runBefore = longestBurst(0, split, (at) => valueAt(logs, at) >= middle && logs[at] !== undefined);
  if (runBefore >= Math.max(2, since.length / 1.5)) return undefined;
  const spread = Math.max(pooledSpread([past, since]), bounds.leastSpread ?? 0);
  const isOver = high - low > 3 * spread && valueAt(logs, logs.length - 1) < low + (high - low) / 3;
  if (isOver) return undefined;
  const weight = (past.length * since.length) / (past.length + since.length);
  const certainty = ((high - low) ** 2 / (2 * spread * spread)) * weight;
  return certainty < bounds.leastCertainty ? undefined : { start: split, before, after, certainty };
}
