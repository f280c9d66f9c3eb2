import { likeliestSpan, runningSums, type Span } from "./ended-span.ts";
import { logsOf, smoothed, spreadOf } from "./logarithms.ts";
import { medianOf, quantileOf } from "./numbers.ts";
import type { LevelBounds, Step } from "./step.ts";

const fewestCalm = 2;
const newest = 3;

/** The likeliest span in which values were higher, and which is over. Not looked for where nothing is up now. */
export function endedLevelSpan(values: Float64Array, bounds: LevelBounds): Span | undefined {
  const { bins, logs } = logsOf(values);
  if (medianOf(logs.slice(-newest)) < quantileOf(logs, 0.1) + Math.log(bounds.leastRatio)) return undefined;
  const sums = runningSums(smoothed(logs));
  const length = logs.length;
  const sumIn = ({ from, to }: Span) => (sums[to] ?? 0) - (sums[from] ?? 0);
  const all = sumIn({ from: 0, to: length });
  const best = likeliestSpan({
    length,
    shortest: bounds.burstBins + 1,
    leastGain: bounds.leastCertainty * 2 * Math.max(spreadOf(logs), bounds.leastSpread ?? 0) ** 2,
    gain: (from, to) => {
      const [n, sum] = [to - from, sumIn({ from, to })];
      const rise = sum / n - (all - sum) / Math.max(1, length - n);
      return rise <= 0 ? 0 : (rise * rise * n * (length - n)) / length;
    },
    isApart: (span) => {
      const { inside, outside } = levelsOf(logs, span);
      const rise = Math.exp(inside) - Math.exp(outside);
      if (inside - outside < Math.log(bounds.leastRatio) || rise < bounds.leastRise) return false;
      const isCalm = (from: number) => calmAt(logs, from, { low: outside, high: inside });
      return (span.from < fewestCalm || isCalm(span.from - fewestCalm)) && isCalm(span.to);
    },
  });
  if (best === undefined) return undefined;
  return { from: bins[best.from] ?? 0, to: (bins[best.to - 1] ?? 0) + 1 };
}

/** Were they as before for some bins since the step? */
export function isLevelOver(values: Float64Array, { start, before, after }: Step): boolean {
  const { bins, logs } = logsOf(values);
  const levels = { low: Math.log(before), high: Math.log(after) };
  const split = bins.findIndex((bin) => bin >= start);
  return split >= 0 && logs.some((_, at) => at >= split && calmAt(logs, at, levels));
}

/** Are this bin and the next as before? */
function calmAt(
  logs: readonly number[],
  from: number,
  levels: { readonly low: number; readonly high: number },
): boolean {
  const some = logs.slice(from, from + fewestCalm);
  const bound = levels.low + (levels.high - levels.low) / 3;
  return some.length === fewestCalm && some.every((value) => value < bound);
}

function levelsOf(logs: readonly number[], { from, to }: Span) {
  return { inside: medianOf(logs.slice(from, to)), outside: medianOf([...logs.slice(0, from), ...logs.slice(to)]) };
}
