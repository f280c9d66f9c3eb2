import type { Outcome } from "./likelihood-ratio.ts";
import { type ComparedStretch, evidenceOver } from "./sequential-test.ts";

/** Failed and slow requests of both over the same stretches of time. */
export interface CanaryCounts {
  readonly failed: readonly ComparedStretch[];
  /** Requests slower than a bound that few requests of the stable one exceed; empty where latency is not measured. */
  readonly slow: readonly ComparedStretch[];
}

/** Whether the canary does worse, with all that was counted. */
export type CanaryVerdict = {
  readonly canary: Outcome;
  readonly stable: Outcome;
} & (
  | { readonly kind: "no-traffic" | "too-little" | "alike" }
  /** `evidence`: how many times likelier what was seen is than without a difference. */
  | { readonly kind: "worse" | "better" | "slower"; readonly evidence: number }
);

/**
 * False alarms are shared out: 3.5 % for failing more, 1 % for being slower, 0.5 % for failing less; 5 % in all,
 * however often one looks.
 */
const enough = { worse: 1 / 0.035, slower: 1 / 0.01, better: 1 / 0.005 };
/** A larger share of slow requests by less than this is nobody's trouble, however sure it is. */
const noticeablySlower = 0.01;
/** Fewer requests of either tell nothing about a difference that is not glaring. */
const fewestRequests = 50;

/** What may be said of a canary beside the stable version, at any time and as often as one likes. */
export function judgeCanary({ failed, slow }: CanaryCounts): CanaryVerdict {
  const canary = totalOf(failed.map((stretch) => stretch.canary));
  const stable = totalOf(failed.map((stretch) => stretch.stable));
  if (canary.requests === 0 || stable.requests === 0) return { kind: "no-traffic", canary, stable };
  const { worse, better } = evidenceOver(failed);
  if (worse >= enough.worse) return { kind: "worse", canary, stable, evidence: worse };
  const { worse: slower } = evidenceOver(slow);
  const slowCanary = totalOf(slow.map((stretch) => stretch.canary));
  const slowStable = totalOf(slow.map((stretch) => stretch.stable));
  if (slower >= enough.slower && ratioOf(slowCanary) - ratioOf(slowStable) >= noticeablySlower) {
    return { kind: "slower", canary: slowCanary, stable: slowStable, evidence: slower };
  }
  if (better >= enough.better) return { kind: "better", canary, stable, evidence: better };
  const isTooLittle = Math.min(canary.requests, stable.requests) < fewestRequests;
  return { kind: isTooLittle ? "too-little" : "alike", canary, stable };
}

function ratioOf({ requests, bad }: Outcome): number {
  return requests === 0 ? 0 : bad / requests;
}

function totalOf(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((sum, { requests, bad }) => ({ requests: sum.requests + requests, bad: sum.bad + bad }), {
    requests: 0,
    bad: 0,
  });
}
