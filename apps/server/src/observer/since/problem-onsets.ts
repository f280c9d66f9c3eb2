import type { TopologyProblem } from "@fyr/contract";
import type { SeriesPoints } from "@fyr/prometheus";
import type { Lasting, Picture, SampleKey, UnwellFrom } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { Telemetry } from "../source/telemetry.ts";
import { onsetIndex, unwellSamples } from "./unwell-samples.ts";

/** Knows since when the problems of the live picture have been there. */
export interface ProblemOnsets {
  /** By problem id, as of `at` (Unix seconds). */
  known(at: number): ReadonlyMap<string, Lasting>;
  /** LookCycle back for problems not seen before, one after the other, and forgets those that are over. Never rejects. */
  lookBack(picture: Picture, moment: { at: number; windowSeconds: number }, signal: AbortSignal): Promise<void>;
}

/** `since`: it began then. `notAfter`: it was there then already. Unix seconds. */
type Found = { readonly since: number } | { readonly notAfter: number };

const lookBackSeconds = 3 * 3600;
/** Each coarse sample covers enough requests that chance alone does not end a run. */
const coarse = { stepSeconds: 60, windowSeconds: 300 };
/** A short dip under the tolerance does not end a problem. */
const breakSeconds = 60;
/** Coarse samples reach back so far that they join a problem to the one before it: so soon, look closely. */
const soonSeconds = 3 * coarse.windowSeconds;
/** So many problems at once have one cause; the worst of them tell it. */
const mostProblems = 12;

export function createProblemOnsets(telemetry: Pick<Telemetry, "series">, onFound: () => void): ProblemOnsets {
  const found = new Map<string, Found>();
  /** When problems were first seen to be over; those that come back began after. */
  const overSince = new Map<string, number>();
  let busy = false;

  function forgetOver(present: ReadonlySet<string>, at: number): void {
    for (const id of found.keys()) if (!present.has(id) && !overSince.has(id)) overSince.set(id, at);
    for (const [id, over] of overSince) {
      if (at - over >= breakSeconds) found.delete(id);
      else if (present.has(id)) overSince.delete(id);
      if (at - over > soonSeconds) overSince.delete(id);
    }
  }

  async function lookBack(...[picture, moment, signal]: Parameters<ProblemOnsets["lookBack"]>): Promise<void> {
    const problems = picture.topology.problems;
    forgetOver(new Set(problems.map((problem) => problem.id)), moment.at);
    if (busy) return;
    busy = true;
    try {
      for (const problem of problems.slice(0, mostProblems)) {
        const keys = keysOf(problem, picture);
        const unwellFrom = picture.unwellFrom.get(problem.id);
        if (found.has(problem.id) || keys === undefined) continue;
        const onset =
          unwellFrom && (await findOnset({ ...problem, keys, unwellFrom }, moment, signal).catch(() => undefined));
        if (signal.aborted) return;
        // Without an answer the problem is simply known since it was first seen.
        found.set(problem.id, onset ?? { notAfter: moment.at });
        overSince.delete(problem.id);
        if (onset !== undefined) onFound();
      }
    } finally {
      busy = false;
    }
  }

  async function findOnset(
    { id, keys, unwellFrom }: { id: string; keys: readonly SampleKey[]; unwellFrom: UnwellFrom },
    { at, windowSeconds }: { at: number; windowSeconds: number },
    signal: AbortSignal,
  ): Promise<Found | undefined> {
    const firstUnwell = async (from: number, to: number, stepSeconds: number, window: number) => {
      const breakLength = Math.ceil(breakSeconds / stepSeconds);
      const points = await telemetry.series({ edges: keys }, { from, to, stepSeconds, windowSeconds: window }, signal);
      return firstOf(points, onsetIndex(unwellSamples(points, unwellFrom), breakLength));
    };
    const window = Math.max(coarse.windowSeconds, windowSeconds);
    const over = overSince.get(id);
    if (over !== undefined) {
      const again = await firstUnwell(over, at, 5, windowSeconds);
      return { since: again?.time ?? at };
    }
    const began = await firstUnwell(at - lookBackSeconds, at, coarse.stepSeconds, window);
    if (began === undefined) {
      const recently = await firstUnwell(at - 2 * window, at, 15, windowSeconds);
      return recently === undefined ? undefined : { since: recently.time };
    }
    if (began.isFirst) return { notAfter: began.time };
    const exactly = await firstUnwell(
      began.time - window - coarse.stepSeconds,
      began.time + coarse.stepSeconds,
      5,
      windowSeconds,
    );
    return { since: exactly?.time ?? began.time };
  }

  return {
    known: (at) => new Map([...found].map(([id, onset]) => [id, lasting(onset, at)])),
    lookBack,
  };
}

function keysOf(problem: TopologyProblem, picture: Picture): readonly SampleKey[] | undefined {
  return problem.subject.type === "edge" ? picture.edgeKeys.get(problem.subject.id) : undefined;
}

function firstOf(points: SeriesPoints, index: number | undefined): { time: number; isFirst: boolean } | undefined {
  const time = index === undefined ? undefined : points.times[index];
  return time === undefined || index === undefined ? undefined : { time, isFirst: index === 0 };
}

function lasting(onset: Found, at: number): Lasting {
  return "since" in onset
    ? { since: formatInstant(onset.since) }
    : { lastingAtLeastSeconds: Math.max(0, Math.round(at - onset.notAfter)) };
}
