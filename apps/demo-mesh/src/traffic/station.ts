import type { WorkloadSpec } from "../mesh/mesh-spec.ts";
import { type Answer, codesFor } from "./answer.ts";
import type { WorkloadEffect } from "./effects.ts";
import { around, blend, type Latency, type Moments, NO_TIME, plus } from "./latency.ts";
import { slowdownByQueueing } from "./queueing.ts";

/** Threads that work on one core's worth of requests. */
const WORKERS = 2;

/** How one pod fares: `busy` is its CPU use as a share of what it can get. */
export interface PodLoad {
  readonly busy: number;
  /** Share of its node's time that the host takes away. */
  readonly steal: number;
}

/** What became of the calls to one host while answering, per call. */
export interface CallResult {
  readonly perRequest: number;
  readonly propagates: number;
  readonly failureRatio: number;
  readonly succeeded: Moments;
  readonly failed: Moments;
}

/** The time of the workload's own work, over all its pods. */
export function ownLatency(spec: WorkloadSpec, pods: readonly PodLoad[], effect: WorkloadEffect = {}): Latency {
  const kinds = Map.groupBy(pods, ({ busy, steal }) => `${busy.toFixed(3)} ${steal}`);
  const parts = [...kinds.values()].map((alike) => ({
    ratio: alike.length / Math.max(1, pods.length),
    latency: podLatency(spec, alike[0] ?? { busy: 0, steal: 0 }, effect),
  }));
  const usual = parts.length > 0 ? blend(parts) : around(spec.ownMs, spec.spread);
  const slow = effect.slow ?? [];
  const slowShare = slow.reduce((sum, { share }) => sum + share, 0);
  if (slowShare === 0) return usual;
  return blend([
    { ratio: 1 - slowShare, latency: usual },
    ...slow.map(({ share, ms, sigma }) => ({ ratio: share, latency: around(ms, sigma) })),
  ]);
}

function podLatency(
  { ownMs, spread }: WorkloadSpec,
  { busy, steal }: PodLoad,
  { slowdown = 1 }: WorkloadEffect,
): Latency {
  const median = (ownMs * slowdown * slowdownByQueueing(busy, WORKERS)) / (1 - steal);
  // Time stolen comes in slices: it hits some requests and spares others.
  return around(median, spread + steal * 0.9);
}

/** How a workload answers what reaches it; ratios sum to 1. */
export function answersOf(
  spec: WorkloadSpec,
  own: Latency,
  calls: readonly CallResult[],
  effect: WorkloadEffect = {},
): readonly Answer[] {
  const { protocol, clientErrors } = spec;
  const unavailable = effect.unavailable ?? 0;
  const faults = spec.failureRatio + unavailable;
  const passedOn = failuresPassedOn(calls);
  const served = (1 - Math.min(1, faults)) * (1 - passedOn.ratio);
  const refusedByRule = served * (clientErrors?.ratio ?? 0);
  const whole = plus(own, sumOf(calls.map((call) => scaled(call))));
  const answers: Answer[] = [
    { ...codesFor("ok", protocol), flags: "-", ratio: served - refusedByRule, latency: whole },
    { ...codesFor("internal", protocol), flags: "-", ratio: spec.failureRatio, latency: own },
    { ...codesFor("unavailable", protocol), flags: "-", ratio: unavailable, latency: own },
    {
      ...codesFor("internal", protocol),
      flags: "-",
      ratio: (1 - Math.min(1, faults)) * passedOn.ratio,
      latency: plus(own, passedOn.time),
    },
  ];
  if (clientErrors) {
    answers.push({ code: clientErrors.code, grpcStatus: "", flags: "-", ratio: refusedByRule, latency: own });
  }
  return answers.filter(({ ratio }) => ratio > 1e-7);
}

/** Time that calls add to an answer that came through: those made, and those it did without. */
function scaled({ perRequest, propagates, failureRatio, succeeded, failed }: CallResult): Moments {
  const absorbed = failureRatio * (1 - propagates);
  const through = Math.max(1e-9, 1 - failureRatio + absorbed);
  const good = (1 - failureRatio) / through;
  const bad = absorbed / through;
  const mean = good * succeeded.mean + bad * failed.mean;
  const square = good * (succeeded.variance + succeeded.mean ** 2) + bad * (failed.variance + failed.mean ** 2);
  if (perRequest >= 1) return { mean: perRequest * mean, variance: perRequest * (square - mean * mean) };
  return { mean: perRequest * mean, variance: perRequest * square - (perRequest * mean) ** 2 };
}

function failuresPassedOn(calls: readonly CallResult[]): { readonly ratio: number; readonly time: Moments } {
  let fine = 1;
  let weight = 0;
  let mean = 0;
  let square = 0;
  for (const { perRequest, propagates, failureRatio, failed } of calls) {
    const fails = Math.min(1, perRequest * failureRatio * propagates);
    fine *= 1 - fails;
    weight += fails;
    mean += fails * failed.mean;
    square += fails * (failed.variance + failed.mean ** 2);
  }
  if (weight < 1e-9) return { ratio: 0, time: NO_TIME };
  const average = mean / weight;
  return { ratio: 1 - fine, time: { mean: average, variance: Math.max(0, square / weight - average * average) } };
}

function sumOf(parts: readonly Moments[]): Moments {
  return parts.reduce((sum, part) => ({ mean: sum.mean + part.mean, variance: sum.variance + part.variance }), NO_TIME);
}
