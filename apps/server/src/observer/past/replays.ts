import { setImmediate } from "node:timers/promises";
import type { Replay, Topology, TopologyDiff } from "@fyr/contract";
import type { Measured, MeasuredOverRange } from "@fyr/prometheus";
import { diffTopology, type Picture } from "@fyr/topology";
import type { ObserverDeps } from "../observer-deps.ts";
import { findPastOnsets } from "../since/past-onsets.ts";
import { sentenceOf } from "../source/sentence.ts";
import { createSharedWork } from "../source/shared-work.ts";
import { bytesOfReplay } from "./memory.ts";
import type { MomentSamples } from "./moment-samples.ts";
import { buildPast, type PastCut } from "./past-picture.ts";
import type { PastUsual } from "./past-usual.ts";
import { createReplayOnsets } from "./replay-onsets.ts";
import { paceOf, type ReplayPace } from "./replay-pace.ts";
import type { ReplayRange } from "./replay-range.ts";

/** A span of the past at one cut: every frame what a look at its moment shows, but for gRPC messages. */
type ReplayAsked = Omit<PastCut, "at" | "grain" | "serviceNodes"> & { readonly range: ReplayRange };

/** Replays of the past, from two range queries for rates and two for latencies. Kept; built once for all who wait. */
export type Replays = (asked: ReplayAsked, age: string, signal: AbortSignal) => Promise<Replay>;

const keptBytes = 96 * 1024 * 1024;

export function createReplays(
  deps: ObserverDeps,
  samplesOf: MomentSamples,
  usualAt: (at: number, signal: AbortSignal) => Promise<PastUsual>,
): Replays {
  const { telemetry } = deps;
  /** Something could not be read: worth asking again. */
  const incomplete = new WeakSet<Replay>();
  const replays = createSharedWork<Replay>(keptBytes, (replay) =>
    incomplete.has(replay) ? Number.POSITIVE_INFINITY : bytesOfReplay(replay),
  );

  async function read({ range, windowSeconds }: ReplayAsked, age: string, signal: AbortSignal) {
    const pace = paceOf(range, windowSeconds, await samplesOf({ at: range.to, windowSeconds }, age, signal));
    const { latencyStepSeconds } = pace;
    const over = (stepSeconds: number) => ({ ...pace.range, stepSeconds, windowSeconds });
    // One after the other: rates are there even where buckets take too long.
    const traffic = await telemetry.trafficOverRange(over(pace.range.stepSeconds), signal);
    if (latencyStepSeconds === undefined) return { pace, traffic };
    try {
      return { pace, traffic, latencies: await telemetry.latenciesOverRange(over(latencyStepSeconds), signal) };
    } catch (error) {
      signal.throwIfAborted();
      const warning = `Latencies could not be read: ${sentenceOf(error)}`;
      return { pace: { ...pace, warnings: [...pace.warnings, warning] }, traffic, isIncomplete: true };
    }
  }

  async function build(asked: ReplayAsked, age: string, signal: AbortSignal): Promise<Replay> {
    const { pace, traffic, latencies, isIncomplete } = await read(asked, age, signal);
    const pictureAt = async (at: number): Promise<Picture> => {
      const [measured, usual] = await Promise.all([measuredAt(at, pace, traffic, latencies), usualAt(at, signal)]);
      const cut = { ...asked, at, grain: "workload" as const, serviceNodes: false };
      return buildPast(cut, { ...measured, warnings: [...measured.warnings, ...pace.warnings] }, usual, deps);
    };
    const first = await pictureAt(pace.range.from);
    const before = await findPastOnsets(
      telemetry,
      first,
      { at: pace.range.from, windowSeconds: asked.windowSeconds },
      signal,
    );
    const onsets = createReplayOnsets(before.known);
    const frameOf = ({ topology }: Picture, at: number, revision: number): Topology => ({
      ...topology,
      revision,
      problems: onsets.told(topology.problems, at),
    });
    const snapshot = frameOf(first, pace.range.from, 0);
    const diffs: TopologyDiff[] = [];
    let last = snapshot;
    for (const [frame, at] of traffic.times.entries()) {
      if (frame === 0) continue;
      // Between two frames others have their turn.
      await setImmediate();
      signal.throwIfAborted();
      const next = frameOf(await pictureAt(at), at, frame);
      diffs.push(diffTopology(last, next));
      last = next;
    }
    const { stepSeconds } = pace.range;
    const replay = { from: snapshot.at, to: last.at, stepSeconds, snapshot, diffs };
    if (isIncomplete || !before.isWhole) incomplete.add(replay);
    return replay;
  }

  return (asked, age, signal) => {
    const { range, requested, windowSeconds, namespaces } = asked;
    const key = JSON.stringify([range, requested, windowSeconds, namespaces, age]);
    return replays.get(key, (shared) => build(asked, age, shared), signal);
  };
}

/** Rates of that moment, and the latencies of the same or the newest moment before that has some. */
async function measuredAt(
  at: number,
  { range, latencyStepSeconds }: ReplayPace,
  traffic: MeasuredOverRange,
  latencies: MeasuredOverRange | undefined,
): Promise<Measured & { readonly latencyAt?: number }> {
  const rates = await traffic.at(at);
  if (latencies === undefined || latencyStepSeconds === undefined) return rates;
  const latencyAt = range.from + Math.floor((at - range.from) / latencyStepSeconds) * latencyStepSeconds;
  const durations = await latencies.at(latencyAt);
  return {
    samples: [...rates.samples, ...durations.samples],
    warnings: [...rates.warnings, ...durations.warnings],
    latencyAt,
  };
}
