import { countedOf, type EdgeLine, type SideLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import type { Span } from "./ended-span.ts";
import type { Bin } from "./history.ts";
import { medianOf, valueAt } from "./numbers.ts";

/** Bins to compare: those before something began, as far back as is usual, and the newest of those since. */
export interface Comparison {
  readonly bins: readonly Bin[];
  /** The first bin in which it is there. */
  readonly start: number;
  /** It has no beginning: nothing that is bad now is usual. */
  readonly isChronic?: boolean;
  /** What began and ended before: nothing of it is usual. */
  readonly ended?: readonly Span[];
}

/** What an edge has more of than usual, as one side counted it. */
export interface SideExcess {
  /** Per second, now and before. */
  readonly requests: number;
  readonly requestsBefore: number;
  /** Per second beyond the usual share. */
  readonly failed: number;
  readonly late: number;
  readonly client: number;
  /** Ms of a request now and before; undefined where nothing was timed. */
  readonly mean?: number;
  readonly meanBefore?: number;
}

const comparedBins = { before: 60, now: 10 };

/** Bins, rising. */
export type Stretch = readonly number[];

/** Fewer than these tell nothing of how it was. */
const fewestCalm = 5;

/** The bin it began in is partly before and partly since: it is left out where there are others. */
export function stretchesOf({ bins, start, ended = [] }: Comparison): {
  readonly before: Stretch;
  readonly now: Stretch;
} {
  const end = bins.length;
  const firstWhole = end - start > 2 ? start + 1 : start;
  const past = rangeOf(0, Math.max(start > 1 ? start - 1 : start, 0));
  const calm = past.filter((bin) => !ended.some(({ from, to }) => bin >= from && bin < to));
  return {
    before: (calm.length < fewestCalm ? past : calm).slice(-comparedBins.before),
    now: rangeOf(Math.max(firstWhole, end - comparedBins.now), end),
  };
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

/** `of`: what failures are a share of. */
interface Counted {
  readonly side: SideLine;
  readonly of: Float64Array;
}

/** `past`: what it is held against. */
function excessOf({ side, of }: Counted, past: Counted, comparison: Comparison): SideExcess {
  const { before, now } = stretchesOf(comparison);
  const rate = (values: Float64Array, stretch: Stretch) => averageOver(values, comparison.bins, stretch);
  const [ofNow, ofBefore] = [rate(of, now), rate(past.of, before)];
  const beyond = (measure: "failed" | "late" | "client") => {
    const share = comparison.isChronic || ofBefore <= 0 ? 0 : rate(past.side[measure], before) / ofBefore;
    return rate(side[measure], now) - share * ofNow;
  };
  const [mean, meanBefore] = [meanOver(side, now), comparison.isChronic ? undefined : meanOver(past.side, before)];
  return {
    requests: ofNow,
    requestsBefore: rate(of, before),
    failed: beyond("failed"),
    late: beyond("late"),
    client: beyond("client"),
    ...(mean !== undefined && { mean }),
    ...(meanBefore !== undefined && { meanBefore }),
  };
}

export interface EdgeExcess {
  readonly line: EdgeLine;
  readonly caller: SideExcess;
  readonly callee: SideExcess;
}

export function edgeExcess(line: EdgeLine, comparison: Comparison): EdgeExcess | undefined {
  const [now, past] = [sidesOf(line), sidesOf(line.past ?? line)];
  if (now === undefined || past === undefined) return undefined;
  const caller = excessOf(now.caller, past.caller, comparison);
  if (now.callee === now.caller) return { line, caller, callee: caller };
  return { line, caller, callee: excessOf(now.callee, past.callee, comparison) };
}

/** The one and the same where one side alone has counted. */
function sidesOf(
  line: Pick<EdgeLine, "caller" | "callee" | "asked">,
): { readonly caller: Counted; readonly callee: Counted } | undefined {
  const [callerSide, calleeSide] = [seenByCaller(line), seenByCallee(line)];
  if (callerSide === undefined || calleeSide === undefined) return undefined;
  const caller = { side: callerSide, of: line.asked };
  return { caller, callee: calleeSide === callerSide ? caller : { side: calleeSide, of: countedOf(calleeSide) } };
}

/** Ms that requests took longer than usual, all together, per second; 0 where nothing is known. */
export function addedTime({ requests, mean, meanBefore }: SideExcess): number {
  return mean === undefined || meanBefore === undefined ? 0 : requests * (mean - meanBefore);
}

export function averageOver(values: ArrayLike<number>, bins: readonly Bin[], stretch: Stretch): number {
  let [sum, seconds] = [0, 0];
  for (const bin of stretch) {
    const length = bins[bin]?.seconds ?? 0;
    sum += valueAt(values, bin) * length;
    seconds += length;
  }
  return seconds === 0 ? 0 : sum / seconds;
}

/** The middle bin's mean, so that a burst does not count; all together where there are few. */
export function meanOver({ time, timed }: SideLine, stretch: Stretch): number | undefined {
  const measured = stretch.filter((bin) => valueAt(timed, bin) > 0);
  if (measured.length === 0) return undefined;
  if (measured.length >= 3) return medianOf(measured.map((bin) => valueAt(time, bin) / valueAt(timed, bin)));
  const sum = (values: Float64Array) => measured.reduce((all, bin) => all + valueAt(values, bin), 0);
  return sum(time) / sum(timed);
}
