import type { WorkloadSpec } from "../mesh/mesh-spec.ts";
import { type Answer, codesFor } from "./answer.ts";
import { merged } from "./attempt.ts";
import { bothEffects, type PodEffect, type WorkloadEffect } from "./effects.ts";
import { around, blend, type Latency, type Moments, NO_TIME, plus } from "./latency.ts";
import { slowdownByQueueing } from "./queueing.ts";

/** Threads that work on one core's worth of requests. */
const WORKERS = 2;

/** How one pod fares: `busy` is its CPU use as a share of what it can get. */
export interface PodLoad {
  readonly name: string;
  readonly busy: number;
  /** Share of its node's time that the host takes away. */
  readonly steal: number;
  readonly effect?: PodEffect;
}

/** What became of the calls to one host while answering, per call. */
export interface CallResult {
  readonly perRequest: number;
  readonly propagates: number;
  readonly failureRatio: number;
  readonly succeeded: Moments;
  readonly failed: Moments;
}

/** Pods that fare alike, and what they answer; ratios sum to 1. */
export interface AnsweringPods {
  readonly pods: readonly string[];
  readonly answers: readonly Answer[];
}

/** The same, and what lies in these pods themselves. */
export interface WorkingPods extends AnsweringPods {
  /** Time of their own work. */
  readonly own: Latency;
  /** Requests that fail by their own fault, with 500 and with 503; shares. */
  readonly failing: number;
  readonly unavailable: number;
}

/** What a workload answers with all its pods, and with those that fare differently. */
export interface StationAnswers {
  /** Ratios sum to 1. */
  readonly all: readonly Answer[];
  readonly kinds: readonly WorkingPods[];
}

/** What each pod answers by its own load, and all of them together: they get equal shares. */
export function stationAnswers(
  spec: WorkloadSpec,
  pods: readonly PodLoad[],
  calls: readonly CallResult[],
  effect: WorkloadEffect,
): StationAnswers {
  if (pods.length === 0) return { all: answersOf(spec, around(spec.ownMs, spec.spread), calls, effect), kinds: [] };
  const alike = Map.groupBy(pods, (pod) => `${pod.busy.toFixed(3)} ${pod.steal} ${pod.effect ? pod.name : ""}`);
  const kinds = [...alike.values()].map((same) => {
    const [{ busy, steal, effect: own } = { busy: 0, steal: 0 }] = same;
    const both = own ? bothEffects(effect, own) : effect;
    const latency = ownLatency(spec, { busy, steal }, both);
    return {
      pods: same.map(({ name }) => name),
      answers: answersOf(spec, latency, calls, both),
      own: latency,
      failing: spec.failureRatio + (both.failing ?? 0),
      unavailable: both.unavailable ?? 0,
    };
  });
  const [only] = kinds;
  if (only && kinds.length === 1) return { all: only.answers, kinds };
  const shares = kinds.flatMap((kind) =>
    kind.answers.map((answer) => ({ ...answer, ratio: (answer.ratio * kind.pods.length) / pods.length })),
  );
  return { all: merged(shares), kinds };
}

/** The time of a pod's own work. */
function ownLatency(
  { ownMs, spread }: WorkloadSpec,
  { busy, steal }: Pick<PodLoad, "busy" | "steal">,
  { slowdown = 1, slow = [] }: PodEffect,
): Latency {
  const median = (ownMs * slowdown * slowdownByQueueing(busy, WORKERS)) / (1 - steal);
  // Time stolen comes in slices: it hits some requests and spares others.
  const usual = around(median, spread + steal * 0.9);
  const slowShare = slow.reduce((sum, { share }) => sum + share, 0);
  if (slowShare === 0) return usual;
  return blend([
    { ratio: 1 - slowShare, latency: usual },
    ...slow.map(({ share, ms, sigma }) => ({ ratio: share, latency: around(ms, sigma) })),
  ]);
}

/** How a workload answers what reaches it; ratios sum to 1. */
function answersOf(
  spec: WorkloadSpec,
  own: Latency,
  calls: readonly CallResult[],
  effect: PodEffect,
): readonly Answer[] {
  const { protocol, clientErrors } = spec;
  const unavailable = effect.unavailable ?? 0;
  const failing = spec.failureRatio + (effect.failing ?? 0);
  const faults = failing + unavailable;
  const passedOn = failuresPassedOn(calls);
  const served = (1 - Math.min(1, faults)) * (1 - passedOn.ratio);
  const refusedByRule = served * (clientErrors?.ratio ?? 0);
  const whole = plus(own, sumOf(calls.map((call) => scaled(call))));
  const answers: Answer[] = [
    { ...codesFor("ok", protocol), flags: "-", ratio: served - refusedByRule, latency: whole },
    { ...codesFor("internal", protocol), flags: "-", ratio: failing, latency: own },
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
