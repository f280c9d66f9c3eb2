import Type, { type Static } from "typebox";
import type { RawSpan } from "./raw-span.ts";

const Attribute = Type.Object({ key: Type.String(), value: Type.Record(Type.String(), Type.Unknown()) });
const Nanoseconds = Type.Union([Type.String(), Type.Number()]);

const OtlpSpan = Type.Object({
  spanId: Type.String(),
  parentSpanId: Type.Optional(Type.String()),
  name: Type.String(),
  startTimeUnixNano: Nanoseconds,
  endTimeUnixNano: Nanoseconds,
  attributes: Type.Optional(Type.Array(Attribute)),
  status: Type.Optional(Type.Object({ code: Type.Optional(Type.Union([Type.String(), Type.Number()])) })),
});
type OtlpSpan = Static<typeof OtlpSpan>;
const Scope = Type.Object({ spans: Type.Optional(Type.Array(OtlpSpan)) });
const Resource = Type.Object({
  resource: Type.Optional(Type.Object({ attributes: Type.Optional(Type.Array(Attribute)) })),
  scopeSpans: Type.Optional(Type.Array(Scope)),
  /** Before OTLP 0.15. */
  instrumentationLibrarySpans: Type.Optional(Type.Array(Scope)),
});

/** A trace as OTLP writes it in JSON; Tempo says `batches` in its first API, and `trace` around it in its second. */
export const OtlpTraceSchema = Type.Object({
  batches: Type.Optional(Type.Array(Resource)),
  resourceSpans: Type.Optional(Type.Array(Resource)),
  trace: Type.Optional(Type.Object({ resourceSpans: Type.Optional(Type.Array(Resource)) })),
});

export function spansOfOtlp({ batches, resourceSpans, trace }: Static<typeof OtlpTraceSchema>): RawSpan[] {
  return (batches ?? resourceSpans ?? trace?.resourceSpans ?? []).flatMap((part) => {
    const about = tagsOf(part.resource?.attributes);
    const scopes = part.scopeSpans ?? part.instrumentationLibrarySpans ?? [];
    return scopes.flatMap(({ spans = [] }) => spans.map((span) => rawSpan(span, about)));
  });
}

function rawSpan(span: OtlpSpan, about: Readonly<Record<string, string>>): RawSpan {
  const [start, end] = [microseconds(span.startTimeUnixNano), microseconds(span.endTimeUnixNano)];
  const hasFailed = span.status?.code === 2 || span.status?.code === "STATUS_CODE_ERROR";
  const parent = span.parentSpanId ?? "";
  return {
    spanId: span.spanId,
    ...(parent !== "" && { parentId: parent }),
    service: about["service.name"] ?? "unknown",
    name: span.name,
    startUs: start,
    durationUs: Math.max(0, end - start),
    tags: { ...about, ...tagsOf(span.attributes), ...(hasFailed && { "status.code": "error" }) },
  };
}

/** Nanoseconds since 1970 are more than a number holds exactly. */
function microseconds(nanoseconds: string | number): number {
  return Number(BigInt(nanoseconds) / 1000n);
}

/** Each value is told by its type: `{ "stringValue": "cart" }`. */
function tagsOf(attributes: readonly Static<typeof Attribute>[] = []): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));
}
