import { bothSides, type Picture } from "@fyr/topology";
import type { ObserverDeps } from "../observer-deps.ts";
import { bytesOfTopology } from "../past/memory.ts";
import type { MomentSamples } from "../past/moment-samples.ts";
import { keyOfCut, type Moment, type PastCuts } from "../past/past-cuts.ts";
import { buildPast } from "../past/past-picture.ts";
import { createSharedWork } from "../source/shared-work.ts";

/** A moment to be held against another: the picture, and both reports of its edges. */
export interface MomentSeen {
  readonly topology: Picture["topology"];
  readonly sides: ReturnType<typeof bothSides>;
}

/** Without usual numbers and since when: the other moment stands for both. Half the requests of a whole picture. */
export type PlainMoments = (query: Moment, field: string, signal: AbortSignal) => Promise<MomentSeen>;

const keptBytes = 48 * 1024 * 1024;

export function createPlainMoments(
  deps: ObserverDeps,
  { cutOf, ageOf }: PastCuts,
  samplesOf: MomentSamples,
): PlainMoments {
  const seen = createSharedWork<MomentSeen>(keptBytes, ({ topology }) => bytesOfTopology(topology));
  return async (query, field, signal) => {
    const cut = await cutOf(query, signal, field);
    const age = ageOf(cut.at);
    const look = async (shared: AbortSignal) => {
      const measured = await samplesOf(cut, age, shared);
      return momentSeen(buildPast(cut, measured, { warnings: [] }, deps), measured.samples);
    };
    return seen.get(keyOfCut(cut, age), look, signal);
  };
}

export function momentSeen(picture: Picture, samples: Parameters<typeof bothSides>[0]): MomentSeen {
  return { topology: picture.topology, sides: bothSides(samples, picture) };
}
