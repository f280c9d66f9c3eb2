/** An instant vector whose rows differ in one label, and perhaps in the metric's name, those that agree in all others as one. */
export interface Table<Meaning> {
  /** The texts of that label; one empty text where rows without it are read, or all labels tell rows apart. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow<Meaning>[];
  /** Prometheus' own words about a partial or doubtful answer. */
  readonly warnings: readonly string[];
}

export interface TableRow<Meaning> {
  /** What the labels say: the same object from answer to answer. */
  readonly meaning: Meaning;
  /** One for each column, `NaN` where the answer has none. */
  readonly values: readonly number[];
}
