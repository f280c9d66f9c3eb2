import type { EdgeId, NodeId, RollupId } from "@fyr/contract";
import type { HeldVerdicts } from "./judge-traffic.ts";

type SubjectId = EdgeId | NodeId | RollupId;

/** The verdicts of a picture, to hand to the next one. Ids are those of one grain, and of what it rolls up to. */
export type Verdicts = ReadonlyMap<SubjectId, Remembered>;

interface Remembered {
  /** The instant they were given for, ms since epoch. */
  readonly at: number;
  /** What was held before, should the same instant be judged again. */
  readonly before: HeldVerdicts | undefined;
  readonly now: HeldVerdicts;
}

export interface VerdictMemory {
  before(id: SubjectId): HeldVerdicts | undefined;
  /** `before`: what it was judged against. */
  remember(id: SubjectId, before: HeldVerdicts | undefined, now: HeldVerdicts): void;
  readonly verdicts: Verdicts;
}

/**
 * One look counts once however often its picture is built: the same instant is judged against what was held before it.
 * A verdict older than the window is forgotten, for nothing it stood on is measured any more.
 */
export function createVerdictMemory(previous: Verdicts | undefined, at: string, windowSeconds: number): VerdictMemory {
  const instant = Date.parse(at);
  const verdicts = new Map<SubjectId, Remembered>();
  return {
    before: (id) => {
      const known = previous?.get(id);
      if (known === undefined || Math.abs(instant - known.at) > windowSeconds * 1000) return undefined;
      return known.at === instant ? known.before : known.now;
    },
    remember: (id, before, now) => {
      verdicts.set(id, { at: instant, before, now });
    },
    verdicts,
  };
}
