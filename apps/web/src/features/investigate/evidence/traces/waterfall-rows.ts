import type { Trace } from "@fyr/contract";

/** One span as it is drawn. `from` and `wide`: shares of the whole trace, 0..1. */
export interface WaterfallRow {
  readonly span: Trace["spans"][number];
  readonly depth: number;
  readonly from: number;
  readonly wide: number;
  /** The time in which nobody below it was at work, ms: where the time really goes. */
  readonly ownMs: number;
  /** On the way that ends last, from the top down: shortening anything else changes nothing. */
  readonly isCritical: boolean;
}

/** Spans in the order they came: a parent stands before its children. */
export function waterfallRows({ spans, durationMs }: Pick<Trace, "spans" | "durationMs">): WaterfallRow[] {
  const whole = Math.max(durationMs, Number.EPSILON);
  const children = Map.groupBy(spans.keys(), (index) => spans[index]?.parent);
  const critical = new Set(lastToEnd(spans, children));
  const depths: number[] = [];
  return spans.map((span, index) => {
    const depth = span.parent === undefined ? 0 : (depths[span.parent] ?? 0) + 1;
    depths.push(depth);
    const below = (children.get(index) ?? []).flatMap((child) => spans[child] ?? []);
    return {
      span,
      depth,
      from: span.startMs / whole,
      wide: span.durationMs / whole,
      ownMs: span.durationMs - coveredMs(span, below),
      isCritical: critical.has(index),
    };
  });
}

type Spans = Trace["spans"];
type Interval = Pick<Spans[number], "startMs" | "durationMs">;

/** How much of a span others cover, each moment once. */
function coveredMs({ startMs, durationMs }: Interval, others: readonly Interval[]): number {
  const end = startMs + durationMs;
  let covered = 0;
  let upTo = startMs;
  for (const other of others.toSorted((a, b) => a.startMs - b.startMs)) {
    const [from, to] = [Math.max(upTo, other.startMs), Math.min(end, other.startMs + other.durationMs)];
    if (to > from) covered += to - from;
    upTo = Math.max(upTo, to);
  }
  return covered;
}

/** From the first span down, always to the child that ended last. */
function lastToEnd(spans: Spans, children: ReadonlyMap<number | undefined, readonly number[]>): number[] {
  const way: number[] = [];
  let at: number | undefined = children.get(undefined)?.[0];
  while (at !== undefined) {
    way.push(at);
    const end = (index: number) => (spans[index]?.startMs ?? 0) + (spans[index]?.durationMs ?? 0);
    at = children.get(at)?.toSorted((a, b) => end(b) - end(a))[0];
  }
  return way;
}
