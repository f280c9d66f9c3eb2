import type { Replay, Topology } from "@fyr/contract";
import { begins, type Picture } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { ReplaySpan } from "../observer.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { findPastOnsets, type PastOnsets } from "../since/past-onsets.ts";
import { createSharedWork } from "../source/shared-work.ts";
import { trustedWindow } from "../source/trusted-window.ts";
import { bytesOfPicture } from "./memory.ts";
import type { MomentSamples } from "./moment-samples.ts";
import { keyOfCut, type Moment, type PastCuts } from "./past-cuts.ts";
import { buildPast, type PastCut } from "./past-picture.ts";
import { createPastUsual } from "./past-usual.ts";
import { replayRange } from "./replay-range.ts";
import { createReplays } from "./replays.ts";

/** Pictures of single moments. Those of the past never change and are kept. */
export interface MomentPictures {
  /** Revision 0; its problems do not say since when. Rejects with AppError where `at` lies in the future. */
  picture(query: Moment, signal: AbortSignal): Promise<Picture>;
  /** The picture of `picture`, its problems with since when they have been there. */
  topology(query: Moment, signal: AbortSignal): Promise<Topology>;
  /** Of an answer of `topology`: it was settled and whole, and will be the same. */
  isFinal(topology: Topology): boolean;
  /** Rejects with AppError where the span is absurd. */
  replay(query: ReplaySpan, signal: AbortSignal): Promise<Replay>;
}

const keptBytes = 128 * 1024 * 1024;
const keptOnsets = 512;

export function createMomentPictures(
  deps: ObserverDeps,
  { cutOf, ageOf, isSettled }: PastCuts,
  samplesOf: MomentSamples,
  defaultWindowSeconds: number,
): MomentPictures {
  const { telemetry, history, now } = deps;
  const usualAt = createPastUsual(deps);
  /** Something could not be read: worth asking again. */
  const incomplete = new WeakSet<Picture>();
  const pictures = createSharedWork<Picture>(keptBytes, (picture) =>
    incomplete.has(picture) ? Number.POSITIVE_INFINITY : bytesOfPicture(picture),
  );
  const onsets = createSharedWork<PastOnsets>(keptOnsets, ({ isWhole }) => (isWhole ? 1 : Number.POSITIVE_INFINITY));
  const told = new WeakMap<Picture, Topology>();
  const finals = new WeakSet<Topology>();

  /** The moment is settled, everything could be read, and the cluster has said what it has. */
  function markFinal(topology: Topology, picture: Picture, cut: PastCut): Topology {
    const isPlaced = deps.inventory() !== undefined || deps.kubernetesState().status === "off";
    if (isSettled(cut.at) && isPlaced && !incomplete.has(picture)) finals.add(topology);
    return topology;
  }

  async function build(cut: PastCut, age: string, signal: AbortSignal): Promise<Picture> {
    const [measured, usual, missing] = await Promise.all([
      samplesOf(cut, age, signal),
      usualAt(cut.at, signal),
      historyWarnings(cut.at, signal),
    ]);
    const picture = buildPast(cut, { ...measured, warnings: [...measured.warnings, ...missing] }, usual, deps);
    if (usual.warnings.length > 0) incomplete.add(picture);
    return picture;
  }

  function pictureOf(cut: PastCut, signal: AbortSignal): Promise<Picture> {
    const age = ageOf(cut.at);
    return pictures.get(keyOfCut(cut, age), (shared) => build(cut, age, shared), signal);
  }

  /** Looked for in the whole mesh once, whatever cut is asked for. */
  function onsetsOf(cut: PastCut, signal: AbortSignal): Promise<PastOnsets> {
    const key = [cut.at, cut.windowSeconds, ageOf(cut.at)].join("|");
    const run = async (shared: AbortSignal) => {
      const whole = await pictureOf({ ...cut, grain: "workload", serviceNodes: false, namespaces: [] }, shared);
      return findPastOnsets(telemetry, whole, cut, shared);
    };
    return onsets.get(key, run, signal);
  }

  async function historyWarnings(at: number, signal: AbortSignal): Promise<string[]> {
    const oldest = await history.oldestSample(signal);
    if (oldest === undefined || at >= oldest) return [];
    return [`Prometheus has nothing from before ${formatInstant(oldest)}.`];
  }

  const replays = createReplays(deps, samplesOf, usualAt);
  async function replay(query: ReplaySpan, signal: AbortSignal): Promise<Replay> {
    const requested = query.windowSeconds ?? defaultWindowSeconds;
    const least = (await history.minimumWindowSeconds(signal)) / 4;
    const range = replayRange(query, now() / 1000, least);
    const windowSeconds = await trustedWindow({ ...range, windowSeconds: requested }, history, signal);
    const namespaces = [...(query.namespaces ?? [])].sort();
    return replays({ range, requested, windowSeconds, namespaces }, ageOf(range.to), signal);
  }

  return {
    replay,
    isFinal: (topology) => finals.has(topology),
    picture: async (query, signal) => pictureOf(await cutOf(query, signal), signal),
    topology: async (query, signal) => {
      const cut = await cutOf(query, signal);
      const picture = await pictureOf(cut, signal);
      const known = told.get(picture);
      if (known !== undefined) return markFinal(known, picture, cut);
      const { topology } = picture;
      if (topology.problems.length === 0) return markFinal(topology, picture, cut);
      const { known: since, isWhole } = await onsetsOf(cut, signal);
      const problems = topology.problems.map((problem) => ({
        ...problem,
        ...(begins(problem) && since.get(problem.subject.id)),
      }));
      const whole = told.get(picture) ?? { ...topology, problems };
      if (!isWhole) return whole;
      told.set(picture, whole);
      return markFinal(whole, picture, cut);
    },
  };
}
