import type { EdgeId, NodeId, RollupId } from "@fyr/contract";
import type { HeldVerdicts } from "./judge-traffic.ts";

type SubjectId = EdgeId | NodeId | RollupId;

/** The verdicts of a picture, to hand to the next one. Ids are those of one grain, and of what it rolls up to. */
export interface Verdicts {
  /** The instant they were given for, ms since epoch. */
  readonly at: number;
  readonly subjects: ReadonlyMap<SubjectId, Remembered>;
}

interface Remembered {
  /** What was held before, should the same instant be judged again. */
  readonly before: HeldVerdicts | undefined;
  readonly now: HeldVerdicts;
}

export interface VerdictMemory {
  before(id: SubjectId): HeldVerdicts | undefined;
  now(id: SubjectId): HeldVerdicts | undefined;
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
  const isRecent = previous !== undefined && Math.abs(instant - previous.at) <= windowSeconds * 1000;
  const known = isRecent ? previous.subjects : undefined;
  const isAgain = previous?.at === instant;
  const subjects = new Map<SubjectId, Remembered>();
  return {
    before: (id) => {
      const held = known?.get(id);
      return isAgain ? held?.before : held?.now;
    },
    now: (id) => subjects.get(id)?.now,
    remember: (id, before, now) => {
      subjects.set(id, { before, now });
    },
    verdicts: { at: instant, subjects },
  };
}
