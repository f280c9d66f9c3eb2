import type { Labels } from "../answers.ts";
import { createKnownLabels, type KnownLabels } from "./known-labels.ts";

/**
 * What the labels of rows mean: worked out when they are first seen and kept while they keep coming, so that a look
 * that finds the mesh as it was reads numbers only. For one kind of question, asked again and again.
 */
export interface LabelMemory<Meaning> {
  /** The label in which rows of one line differ, perhaps in step with the metric's name; undefined: every row is a line. */
  readonly along: string | undefined;
  /** What is known now. Whoever began to read with it goes on with it. */
  known(): KnownLabels<Meaning>;
  /**
   * After an answer with so many lines, `before` which so many were known: begins anew where most of them did not come
   * any more. What became known meanwhile another answer may be bringing.
   */
  settle(lines: number, before: number): void;
}

/** More than this and twice what answers have is too much to keep. */
const spareLines = 1000;

/** `begin` gives what reads labels, anew whenever everything is forgotten. A row without meaning is left out. */
export function createLabelMemory<Meaning>(
  begin: () => (labels: Labels) => Meaning | undefined,
  along?: string,
): LabelMemory<Meaning> {
  let known = createKnownLabels(begin());
  let most = 0;
  return {
    along,
    known: () => known,
    settle: (lines, before) => {
      most = Math.max(most, lines);
      if (before <= 2 * most + spareLines) return;
      known = createKnownLabels(begin());
      most = 0;
    },
  };
}
