import type { Topology } from "@fyr/contract";
import { atOf, type Playback } from "../../live/playback.ts";
import type { Span } from "./past-moments.ts";

/**
 * When something was failing, as far as is known: from the beginning of what fails on screen, and in every frame that
 * is held. Spans that touch are one.
 */
export function badSpans(topology: Topology | undefined, { frames, stepMs }: Playback): readonly Span[] {
  const failing = topology?.problems.filter(({ status }) => status === "failing") ?? [];
  const to = topology === undefined ? 0 : atOf(topology);
  const known = failing.flatMap(({ since }) => (since === undefined ? [] : [{ from: Date.parse(since), to }]));
  const held = frames.flatMap((frame) =>
    frame.totals.edgesFailing > 0 ? [{ from: atOf(frame), to: atOf(frame) + stepMs }] : [],
  );
  const spans: Span[] = [];
  for (const span of [...known, ...held].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last === undefined || span.from > last.to) spans.push(span);
    else spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return spans;
}
