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
      const search = async (q: string) => {
        const query = {
          q,
          start: String(Math.floor(wanted.from)),
          end: String(Math.ceil(wanted.to)),
          limit: String(wanted.most),
        };
        return (await askJson(connection, "/api/search", query, TempoAnswer, signal))?.traces ?? [];
      };
      const answered = await search(traceQl(wanted));
      const { caller, callee, host } = wanted;
      // Who has no proxy has no span, as under ztunnel: of them the caller alone tells.
      const isUntold = answered.length === 0 && caller !== undefined && callee !== undefined && host !== undefined;
      const traces = isUntold ? await search(sentQl(wanted)) : answered;
      return traces.map((trace) => foundTrace(trace, wanted, isVisible)).sort(slowestFirst);
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
export function traceQl(wanted: WantedCalls): string {
  const { caller, callee, host, kind } = wanted;
  if (callee === undefined) return sentQl(wanted);
  const called = `{ ${[...servedBy(callee), ...conditionsOf(wanted)].join(" && ")} }`;
  if (caller === undefined) return called;
  const answered = `{ ${servedBy(caller).join(" && ")} } > ${called}`;
  // Who was not reached has no span: that a call was refused is told by its caller alone.
  return kind === "failing" && host !== undefined ? `(${answered}) || ${sentQl(wanted)}` : answered;
}

/** Spans of the caller alone, on the way to the host: to the version, where a subset of it was called. */
function sentQl(wanted: WantedCalls): string {
  const { caller, callee, host } = wanted;
  const subset = callee?.version === undefined ? "" : `(${escaped(callee.version)})?[|]`;
  const to = host === undefined ? [] : [`span.upstream_cluster =~ ${text(`.*[|]${subset}${escaped(host)}`)}`];
  return `{ ${[...(caller === undefined ? [] : servedBy(caller)), ...to, ...conditionsOf(wanted)].join(" && ")} }`;
}

function conditionsOf({ kind, minMs }: WantedCalls): string[] {
  return [
    ...(kind === "failing" ? ["status = error"] : []),
    ...(kind === "slow" && minMs !== undefined ? [`duration >= ${Math.floor(minMs)}ms`] : []),
  ];
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
