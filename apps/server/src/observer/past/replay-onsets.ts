import type { TopologyProblem } from "@fyr/contract";
import type { Lasting } from "@fyr/topology";
import { breakSeconds } from "../since/find-onset.ts";
import { lasting } from "../since/lasting.ts";

/** Follows problems from frame to frame. */
export interface ReplayOnsets {
  /** The problems of the next frame, at `at` (Unix seconds), with since when they have been there. */
  told(problems: readonly TopologyProblem[], at: number): TopologyProblem[];
}

interface Run {
  readonly first: Lasting;
  readonly firstAt: number;
  lastAt: number;
}

/** `before`: what is known of the problems of the first frame. `hasOnset`: notices do not begin. */
export function createReplayOnsets(
  before: ReadonlyMap<string, Lasting>,
  hasOnset: (problem: TopologyProblem) => boolean,
): ReplayOnsets {
  const runs = new Map<string, Run>();
  let isFirst = true;

  function runOf(id: string, at: number): Run | undefined {
    const known = runs.get(id);
    if (known !== undefined && at - known.lastAt <= breakSeconds) return known;
    const first = isFirst ? before.get(id) : lasting({ since: at }, at);
    return first && { first, firstAt: at, lastAt: at };
  }

  return {
    told: (problems, at) => {
      const said = problems.map((problem) => {
        const run = hasOnset(problem) ? runOf(problem.id, at) : undefined;
        if (run === undefined) return problem;
        run.lastAt = at;
        runs.set(problem.id, run);
        const { lastingAtLeastSeconds } = run.first;
        if (lastingAtLeastSeconds === undefined) return { ...problem, ...run.first };
        return { ...problem, lastingAtLeastSeconds: lastingAtLeastSeconds + at - run.firstAt };
      });
      isFirst = false;
      return said;
    },
  };
}
