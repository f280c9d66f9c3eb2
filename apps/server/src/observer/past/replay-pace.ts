import type { Measured } from "@fyr/prometheus";
import type { ReplayRange } from "./replay-range.ts";

/** What a replay asks for at which steps, so that its answers fit in memory. */
export interface ReplayPace {
  readonly range: ReplayRange;
  /** Seconds between two moments whose latencies are read, a multiple of the step; absent: none are read. */
  readonly latencyStepSeconds?: number;
  /** What is coarser than was asked for. */
  readonly warnings: readonly string[];
}

/** Numbers in one answer of Prometheus: about 20 MB of text. */
const mostRates = 600_000;
/** Behind each bound lie the series of many proxies. */
const mostBounds = 100_000;
/** Fewer moments than this tell nothing of how latencies went. */
const fewestLatencies = 4;

/** Measured: one moment of the same mesh. Latencies may be as old as the window without a word: every frame says how old. */
export function paceOf(range: ReplayRange, windowSeconds: number, { samples }: Measured): ReplayPace {
  const timed = samples.filter((sample) => sample.kind === "latency");
  const rates = samples.length - timed.length;
  // A moment reads the buckets of one side, a replay those of both.
  const widest = timed.reduce((most, { histogram }) => Math.max(most, histogram?.bounds.length ?? 0), 0);
  const bounds = timed.length * (widest + 2);
  const framesOf = (stepSeconds: number) => Math.floor((range.to - range.from) / stepSeconds) + 1;
  let { stepSeconds } = range;
  while (rates * framesOf(stepSeconds) > mostRates && framesOf(stepSeconds) > 1) stepSeconds *= 2;
  let latencyStepSeconds = stepSeconds;
  while (bounds * framesOf(latencyStepSeconds) > mostBounds && framesOf(latencyStepSeconds) > 1)
    latencyStepSeconds *= 2;
  const few = latencyStepSeconds > stepSeconds && framesOf(latencyStepSeconds) < fewestLatencies;
  const warnings = [
    ...(stepSeconds > range.stepSeconds
      ? [`The mesh is large: its replay takes steps of ${stepSeconds} s instead of ${range.stepSeconds} s.`]
      : []),
    ...(few
      ? ["The mesh is large: its replay shows no latencies. Moments do."]
      : latencyStepSeconds > Math.max(stepSeconds, windowSeconds)
        ? [`The mesh is large: in its replay latencies are read every ${latencyStepSeconds} s.`]
        : []),
  ];
  const start = Math.ceil(range.from / stepSeconds) * stepSeconds;
  const paced = { from: Math.min(start, range.to), to: range.to, stepSeconds };
  return { range: paced, ...(few ? {} : { latencyStepSeconds }), warnings };
}
