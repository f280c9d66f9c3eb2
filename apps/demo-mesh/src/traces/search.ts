import { setImmediate as othersTurn } from "node:timers/promises";
import { SLOT_SECONDS, slotOf } from "../traffic/traffic-record.ts";
import type { Span } from "./spans.ts";
import type { Trace, TraceSource } from "./trace-source.ts";

/** What of a trace is looked for: one span of the service must have it all. */
export interface TraceQuery {
  readonly service: string;
  readonly operation?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly limit: number;
}

/** Slots that are looked through at most: of longer spans some of them. */
const MOST_SLOTS = 240;

/** The newest traces that fit, newest first. Others get their turn between slots: it can take seconds. */
export async function findTraces(source: TraceSource, query: TraceQuery): Promise<readonly Trace[]> {
  const { from, to, limit } = query;
  const slots = Math.floor((to - slotOf(from)) / SLOT_SECONDS) + 1;
  const stride = Math.max(1, Math.ceil(slots / MOST_SLOTS)) * SLOT_SECONDS;
  const found: Trace[] = [];
  for (let slot = slotOf(to); slot + SLOT_SECONDS > from && found.length < limit; slot -= stride) {
    const fitting = source
      .slot(slot)
      .filter(
        (trace) =>
          isWithin(trace, query) &&
          trace.services.has(query.service) &&
          trace.spans().some((span) => fits(span, query)),
      );
    found.push(...fitting.toReversed());
    await othersTurn();
  }
  return found.slice(0, limit);
}

/** What is still under way is not told yet. */
function isWithin({ start, ms }: Trace, { from, to }: TraceQuery): boolean {
  return start >= from && start + ms / 1000 <= to;
}

function fits(span: Span, { service, operation, tags, minMs, maxMs }: TraceQuery): boolean {
  return (
    span.service === service &&
    (operation === undefined || span.name === operation) &&
    span.ms >= minMs &&
    span.ms <= maxMs &&
    Object.entries(tags).every(([key, value]) => span.tags[key] === value)
  );
}
