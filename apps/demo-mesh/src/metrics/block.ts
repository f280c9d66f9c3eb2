/** Series that share their labels, such as a histogram's buckets; what differs is the metric and perhaps `le`. */
export interface BlockShape {
  readonly lines: readonly Line[];
  /** Kept back until its first number has reached 1, as a proxy's counters are. */
  readonly hiddenUntilCounted: boolean;
}

export interface Line {
  readonly metric: string;
  /** What `# TYPE` names; a histogram's three metrics are one family. */
  readonly family: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly le?: string;
  /** Counts things: only whole numbers are shown. */
  readonly whole: boolean;
}

/** Metrics that stand for themselves, each shown from the first. */
export function shapeOf(...lines: readonly Omit<Line, "family">[]): BlockShape {
  return { hiddenUntilCounted: false, lines: lines.map((line) => ({ family: line.metric, ...line })) };
}

export type Labels = Readonly<Record<string, string>>;

export interface Block {
  readonly key: string;
  /** The scrape page it is on. */
  readonly page: string;
  readonly shape: BlockShape;
  readonly labels: Labels;
  /** In the order of the shape's lines. */
  readonly values: Float64Array;
  /** By how much the values grow each second; 0 for gauges. */
  readonly perSecond: Float64Array;
}

export function isVisible({ shape, values }: Block): boolean {
  return !shape.hiddenUntilCounted || (values[0] ?? 0) >= 1;
}

/** A number as it is shown to Prometheus. Whole ones round down, so that counters stay in order and never fall. */
export function shownValue({ shape, values }: Block, line: number): number {
  const value = values[line] ?? 0;
  return shape.lines[line]?.whole ? Math.floor(value) : Math.round(value * 1000) / 1000;
}
