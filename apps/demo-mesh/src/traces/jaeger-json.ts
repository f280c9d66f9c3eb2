import type { Span } from "./spans.ts";
import type { Trace } from "./trace-source.ts";

/** A trace as Jaeger's query service writes it: https://www.jaegertracing.io/docs/1.76/apis/#query-json-over-http */
export function jaegerTrace({ traceId, start, spans }: Trace) {
  const processes = new Map<string, { id: string; serviceName: string; node: string }>();
  const processOf = ({ service, tags }: Span) => {
    const node = tags["node_id"] ?? "";
    const key = `${service} ${node}`;
    const known = processes.get(key) ?? { id: `p${processes.size + 1}`, serviceName: service, node };
    processes.set(key, known);
    return known.id;
  };
  return {
    traceID: traceId,
    spans: spans().map((span) => ({
      traceID: traceId,
      spanID: span.spanId,
      operationName: span.name,
      references: span.parentId === undefined ? [] : [{ refType: "CHILD_OF", traceID: traceId, spanID: span.parentId }],
      startTime: Math.round(start * 1e6 + span.startMs * 1000),
      duration: Math.round(span.ms * 1000),
      tags: Object.entries(span.tags).map(([key, value]) => tagOf(key, value)),
      logs: [],
      processID: processOf(span),
      warnings: null,
    })),
    processes: Object.fromEntries(
      [...processes.values()].map(({ id, serviceName, node }) => [
        id,
        { serviceName, tags: [{ key: "ip", type: "string", value: node.split("~")[1] ?? "" }] },
      ]),
    ),
    warnings: null,
  };
}

function tagOf(key: string, value: string) {
  return key === "error" ? { key, type: "bool", value: value === "true" } : { key, type: "string", value };
}
