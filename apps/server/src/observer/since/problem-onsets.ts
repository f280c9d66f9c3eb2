import type { EdgeId, TopologyProblem } from "@fyr/contract";
import type { Lasting, Picture } from "@fyr/topology";
import type { Telemetry } from "../source/telemetry.ts";
import { findOnset, type OnsetQuestion, type ReadLine } from "./find-onset.ts";
import { lasting, mostProblemsLookedBack } from "./lasting.ts";
import { createOnsetMemory } from "./onset-memory.ts";

/** Knows since when the problems of the live picture have been there. */
export interface ProblemOnsets {
  /** By problem id, as of `at` (Unix seconds). */
  known(at: number): ReadonlyMap<string, Lasting>;
  /** Looks back for problems not seen before, one after the other, and forgets those that are over. Never rejects. */
  lookBack(picture: Picture, moment: Moment, signal: AbortSignal): Promise<void>;
}

type Moment = Pick<OnsetQuestion, "at" | "windowSeconds">;

export function createProblemOnsets(telemetry: Pick<Telemetry, "series">, onFound: () => void): ProblemOnsets {
  const memory = createOnsetMemory();
  /** By problem id. */
  const edges = new Map<string, EdgeId>();
  let busy = false;

  async function lookBackFor(
    problem: TopologyProblem,
    picture: Picture,
    moment: Moment,
    signal: AbortSignal,
  ): Promise<void> {
    const keys = problem.subject.type === "edge" ? picture.edgeKeys.get(problem.subject.id) : undefined;
    if (keys === undefined || problem.subject.type !== "edge" || memory.has(problem.id)) return;
    edges.set(problem.id, problem.subject.id);
    const unwellFrom = picture.unwellFrom.get(problem.id);
    const question = unwellFrom && { ...moment, unwellFrom, overSince: memory.overSince(problem.id) };
    const read: ReadLine = (range) => telemetry.series({ edges: keys }, range, signal);
    const onset = question && (await findOnset(read, question).catch(() => undefined));
    if (signal.aborted) return;
    // Without an answer the problem is simply known since it was first seen.
    memory.remember(problem.id, onset ?? { notAfter: moment.at });
    if (onset !== undefined) onFound();
  }

  return {
    known: (at) => new Map([...memory.all()].map(([id, onset]) => [id, lasting(onset, at)])),
    lookBack: async (picture, moment, signal) => {
      const { problems } = picture.topology;
      memory.seen(new Set(problems.map((problem) => problem.id)), moment.at, (id) => {
        const edge = edges.get(id);
        return edge !== undefined && !picture.edgeKeys.has(edge);
      });
      if (busy) return;
      busy = true;
      try {
        for (const problem of problems.slice(0, mostProblemsLookedBack)) {
          if (!signal.aborted) await lookBackFor(problem, picture, moment, signal);
        }
      } finally {
        busy = false;
      }
    },
  };
}
