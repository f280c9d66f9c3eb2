import type { TopologyProblem } from "@fyr/contract";
import { begins, type Lasting, type PictureInput } from "@fyr/topology";
import { breakSeconds } from "../since/find-onset.ts";
import { lasting } from "../since/lasting.ts";

/** Follows what is not well from frame to frame. */
export interface ReplayOnsets {
  /** The problems of the next frame, at `at` (Unix seconds), with since when they have been there. */
  told(problems: readonly TopologyProblem[], at: number): TopologyProblem[];
}

type Subject = TopologyProblem["subject"]["id"];

interface Run {
  readonly first: Lasting;
  readonly firstAt: number;
  lastAt: number;
}

/** `before`: what is known of the first frame. */
export function createReplayOnsets(before: NonNullable<PictureInput["since"]>): ReplayOnsets {
  const runs = new Map<Subject, Run>();
  let isFirst = true;

  function runOf(id: Subject, at: number): Run | undefined {
    const known = runs.get(id);
    if (known !== undefined && at - known.lastAt <= breakSeconds) return known;
    const first = isFirst ? before.get(id) : lasting({ since: at }, at);
    return first && { first, firstAt: at, lastAt: at };
  }

  return {
    told: (problems, at) => {
      const said = problems.map((problem) => {
        const run = begins(problem) ? runOf(problem.subject.id, at) : undefined;
        if (run === undefined) return problem;
        run.lastAt = at;
        runs.set(problem.subject.id, run);
        const { lastingAtLeastSeconds } = run.first;
        if (lastingAtLeastSeconds === undefined) return { ...problem, ...run.first };
        return { ...problem, lastingAtLeastSeconds: lastingAtLeastSeconds + at - run.firstAt };
      });
      isFirst = false;
      return said;
    },
  };
}
