import type { FoundTrace } from "@fyr/contract";
import Type, { type Static } from "typebox";
import { askJson } from "./ask-json.ts";
import { namesOf } from "./calls-in.ts";
import { markedWaterfall } from "./marked-waterfall.ts";
import { namespaceOf } from "./raw-span.ts";
import { OtlpTraceSchema, spansOfOtlp } from "./read-otlp.ts";
import { slowestFirst } from "./slowest-first.ts";
import type { IsVisible, Tracing, TracingConnection, WantedCalls, WantedService } from "./tracing.ts";

/** https://grafana.com/docs/tempo/latest/api_docs/#search */
const TempoSpans = Type.Object({
  matched: Type.Optional(Type.Number()),
  spans: Type.Optional(Type.Array(Type.Object({ durationNanos: Type.Union([Type.String(), Type.Number()]) }))),
});
const TempoTrace = Type.Object({
  traceID: Type.String(),
  rootServiceName: Type.Optional(Type.String()),
  rootTraceName: Type.Optional(Type.String()),
  startTimeUnixNano: Type.Union([Type.String(), Type.Number()]),
  durationMs: Type.Optional(Type.Number()),
  spanSets: Type.Optional(Type.Array(TempoSpans)),
  spanSet: Type.Optional(TempoSpans),
});
const TempoAnswer = Type.Object({ traces: Type.Optional(Type.Array(TempoTrace)) });

export function createTempo(connection: TracingConnection): Tracing {
  const { link } = connection;
  return {
    kind: "tempo",
    find: async (wanted, isVisible, signal) => {
      const query = {
        q: traceQl(wanted),
        start: String(Math.floor(wanted.from)),
        end: String(Math.ceil(wanted.to)),
        limit: String(wanted.most),
      };
      const answer = await askJson(connection, "/api/search", query, TempoAnswer, signal);
      const found = (answer?.traces ?? []).map((trace) => foundTrace(trace, wanted, isVisible));
      return found.sort(slowestFirst);
    },
    trace: async (id, marked, isVisible, signal) => {
      const answer = await askJson(connection, `/api/traces/${id}`, {}, OtlpTraceSchema, signal);
      const told = answer && markedWaterfall(id, spansOfOtlp(answer), marked, isVisible);
      return told && { ...told, ...(link !== undefined && { link }) };
    },
    linkTo: () => link,
  };
}

/** TraceQL: spans of the callee, right below those of the caller. https://grafana.com/docs/tempo/latest/traceql/ */
export function traceQl({ caller, callee, host, kind, ...rest }: WantedCalls): string {
  const { minMs } = rest;
  const conditions = [
    ...(callee === undefined ? [] : servedBy(callee)),
    ...(kind === "failing" ? ["status = error"] : []),
    ...(kind === "slow" && minMs !== undefined ? [`duration >= ${Math.floor(minMs)}ms`] : []),
  ];
  if (callee === undefined) {
    const to = host === undefined ? [] : [`span.upstream_cluster =~ ${text(`.*[|]${escaped(host)}`)}`];
    return `{ ${[...(caller === undefined ? [] : servedBy(caller)), ...to, ...conditions].join(" && ")} }`;
  }
  const called = `{ ${conditions.join(" && ")} }`;
  if (caller === undefined) return called;
  const answered = `{ ${servedBy(caller).join(" && ")} } > ${called}`;
  // Who was not reached has no span: that a call was refused is told by its caller alone.
  return kind === "failing" && host !== undefined
    ? `(${answered}) || ${traceQl({ ...rest, caller, host, kind })}`
    : answered;
}

function servedBy(service: WantedService): string[] {
  const names = namesOf(service).map((name) => `resource.service.name = ${text(name)}`);
  const version = service.version === undefined ? [] : [`span.istio.canonical_revision = ${text(service.version)}`];
  return [`(${names.join(" || ")})`, ...version];
}

function text(value: string): string {
  return JSON.stringify(value);
}

function escaped(host: string): string {
  return host.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function foundTrace(trace: Static<typeof TempoTrace>, { kind }: WantedCalls, isVisible: IsVisible): FoundTrace {
  const { rootServiceName = "", rootTraceName = "" } = trace;
  const sets = trace.spanSets ?? (trace.spanSet ? [trace.spanSet] : []);
  const calls = sets.flatMap(({ spans = [] }) => spans.map(({ durationNanos }) => Number(durationNanos) / 1e6));
  const namespace = namespaceOf({ tags: {}, service: rootServiceName });
  return {
    traceId: trace.traceID,
    at: new Date(Number(BigInt(trace.startTimeUnixNano) / 1_000_000n)).toISOString(),
    durationMs: trace.durationMs ?? 0,
    ...(calls.length > 0 && { callMs: Math.max(...calls) }),
    ...(isVisible(namespace) && rootServiceName !== "" && { root: `${rootServiceName} ${rootTraceName}` }),
    failed: kind === "failing",
  };
}
