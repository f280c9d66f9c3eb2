export type Labels = Readonly<Record<string, string>>;

/** One row of an instant vector. Labels that are not there are not in `metric`. */
export interface VectorRow {
  readonly metric: Labels;
  readonly value: number;
}

/** One row of an instant vector of native histograms. */
export interface HistogramRow {
  readonly metric: Labels;
  readonly histogram: NativeHistogram;
}

/** Its buckets rise, do not overlap and hold what lies in each alone. Empty ones are left out. */
export interface NativeHistogram {
  readonly count: number;
  readonly sum: number;
  readonly buckets: readonly { readonly above: number; readonly upTo: number; readonly count: number }[];
}

/** One row of a matrix: `[unix seconds, value]`, rising in time, with gaps where nothing was measured. */
export interface MatrixRow {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, number])[];
}

/** One row of a matrix of native histograms. */
export interface HistogramMatrixRow {
  readonly metric: Labels;
  readonly histograms: readonly (readonly [number, NativeHistogram])[];
}

/** One request that a series has counted, told apart by labels of its own. */
export interface Exemplar {
  readonly labels: Labels;
  readonly value: number;
  /** Unix seconds. */
  readonly at: number;
}

/** The exemplars that are kept of one series. */
export interface ExemplarRow {
  readonly metric: Labels;
  readonly exemplars: readonly Exemplar[];
}

export interface Answer<Row> {
  readonly rows: readonly Row[];
  /** Prometheus' own words about a partial or doubtful answer. */
  readonly warnings: readonly string[];
}
