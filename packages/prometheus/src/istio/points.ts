import type { NativeHistogram } from "../answers.ts";

/** One for each step; `null` where nothing was measured. */
export type Points = (number | null)[];

/** A native histogram for each step. */
export type HistogramPoints = readonly (NativeHistogram | null)[];
