import type { Trace } from "@fyr/contract";
import { callsIn } from "./calls-in.ts";
import { onlyVisible, type RawSpan } from "./raw-span.ts";
import type { CallsOf, IsVisible } from "./tracing.ts";
import { waterfall } from "./waterfall.ts";

/** As much of a trace as may be told, the spans of some calls marked. Undefined where that is nothing. */
export function markedWaterfall(
  traceId: string,
  spans: readonly RawSpan[],
  marked: CallsOf | undefined,
  isVisible: IsVisible,
): Omit<Trace, "link"> | undefined {
  const told = waterfall(traceId, onlyVisible(spans, isVisible));
  if (told === undefined || marked === undefined) return told;
  const ofCalls = new Set(callsIn(spans, marked).flatMap(({ spanIds }) => spanIds));
  return {
    ...told,
    spans: told.spans.map((span) => (ofCalls.has(span.spanId) ? { ...span, isOfCall: true } : span)),
  };
}
