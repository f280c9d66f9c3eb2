import type { Trace } from "@fyr/contract";
import { hasFailed, type RawSpan } from "./raw-span.ts";

/** Spans in the order they are read: a parent before its children, those in the order they began. Undefined without any. */
export function waterfall(traceId: string, spans: readonly RawSpan[]): Omit<Trace, "link"> | undefined {
  if (spans.length === 0) return undefined;
  const start = Math.min(...spans.map(({ startUs }) => startUs));
  const end = Math.max(...spans.map(({ startUs, durationUs }) => startUs + durationUs));
  const told: Trace["spans"] = [];
  for (const { span, parent } of inOrder(spans)) {
    const row: Trace["spans"][number] = {
      spanId: span.spanId,
      service: span.service,
      name: span.name,
      startMs: (span.startUs - start) / 1000,
      durationMs: span.durationUs / 1000,
      failed: hasFailed(span),
      tags: Object.entries(span.tags).map(([key, value]) => ({ key, value })),
    };
    if (parent !== undefined) row.parent = parent;
    told.push(row);
  }
  return { traceId, at: new Date(start / 1000).toISOString(), durationMs: (end - start) / 1000, spans: told };
}

function inOrder(spans: readonly RawSpan[]): { readonly span: RawSpan; readonly parent?: number }[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const sorted = spans.toSorted((a, b) => a.startUs - b.startUs || b.durationUs - a.durationUs);
  // A parent that was not recorded leaves its children at the top.
  const below = Map.groupBy(sorted, ({ parentId }) => (parentId !== undefined && known.has(parentId) ? parentId : ""));
  const rows: { span: RawSpan; parent?: number }[] = [];
  const seen = new Set<string>();
  const add = (span: RawSpan, parent: number | undefined): void => {
    if (seen.has(span.spanId)) return;
    seen.add(span.spanId);
    const at = rows.push(parent === undefined ? { span } : { span, parent }) - 1;
    for (const child of below.get(span.spanId) ?? []) add(child, at);
  };
  for (const span of below.get("") ?? []) add(span, undefined);
  // Spans that are each other's parents have no top.
  for (const span of sorted) add(span, undefined);
  return rows;
}
