import type { Series } from "@fyr/contract";
import type { Span } from "./past-moments.ts";

/**
 * When edges of the mesh were failing, by the series alone: the same range has the same spans, live and from wherever
 * one looks back. A sample tells of the step before it; one well sample between two that are not ends nothing.
 */
export function badSpans(series: Pick<Series, "times" | "stepSeconds" | "failingEdges"> | undefined): readonly Span[] {
  const spans: Span[] = [];
  if (series?.failingEdges === undefined) return spans;
  const stepMs = series.stepSeconds * 1000;
  for (const [at, count] of series.failingEdges.entries()) {
    if (count === null || count === 0) continue;
    const to = (series.times[at] ?? 0) * 1000;
    const last = spans.at(-1);
    if (last === undefined || to - stepMs > last.to + stepMs) spans.push({ from: to - stepMs, to });
    else spans[spans.length - 1] = { from: last.from, to };
  }
  return spans;
}
