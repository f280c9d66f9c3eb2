import type { SampleKey } from "@fyr/topology";

/** Whose durations a row tells of. */
export interface TimedRow {
  /** The same for buckets, sums and counts of one sample: the texts of `latencyLabels`, each with a line's end. */
  readonly id: string;
  readonly key: SampleKey;
  /** See `TimedPair`. */
  readonly pair: string;
  readonly caller: string;
  readonly callee: string;
}
