import { type TellingLabels, tellingLabels } from "./telling-labels.ts";
import type { TimedRow } from "./timed-row.ts";

/** By which labels the buckets of a mesh are told apart: kept from look to look, for one kind of question. */
export interface LabelsMemory {
  /** What to ask for as of `at` (Unix seconds); undefined: all labels. The fewest where nobody has looked before. */
  telling(at: number): TellingLabels | undefined;
  /** They did not say whose buckets are those of these pairs. */
  disprove(at: number, pairs: readonly TimedRow[]): void;
}

/** So long all labels are asked for once none of those left out would have helped. */
const untoldSeconds = 600;

export function createLabelsMemory(): LabelsMemory {
  let known = tellingLabels([]);
  let lastUntold = Number.NEGATIVE_INFINITY;
  return {
    telling: (at) => (Math.abs(at - lastUntold) < untoldSeconds ? undefined : known),
    disprove: (at, pairs) => {
      const better = tellingLabels(pairs, known);
      if (better === known) lastUntold = at;
      known = better;
    },
  };
}
