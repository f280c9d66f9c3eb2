import type { FoundTrace } from "@fyr/contract";
import Type, { type Static } from "typebox";
import { askJson } from "./ask-json.ts";
import { callsIn, namesOf } from "./calls-in.ts";
import { markedWaterfall } from "./marked-waterfall.ts";
import { hasFailed, onlyVisible, type RawSpan } from "./raw-span.ts";
import { slowestFirst } from "./slowest-first.ts";
import type { IsVisible, Tracing, TracingConnection, WantedCalls } from "./tracing.ts";
import { TracingError } from "./tracing-error.ts";
import { waterfall } from "./waterfall.ts";

/** As Jaeger's query service writes them: https://www.jaegertracing.io/docs/1.76/apis/#query-json-over-http */
const JaegerSpan = Type.Object({
  spanID: Type.String(),
  operationName: Type.String(),
  references: Type.Optional(
    Type.Array(Type.Object({ refType: Type.String(), traceID: Type.String(), spanID: Type.String() })),
  ),
  startTime: Type.Number(),
  duration: Type.Number(),
  tags: Type.Optional(Type.Array(Type.Object({ key: Type.String(), value: Type.Unknown() }))),
  processID: Type.String(),
});
const JaegerTrace = Type.Object({
  traceID: Type.String(),
  spans: Type.Array(JaegerSpan),
  processes: Type.Record(Type.String(), Type.Object({ serviceName: Type.String() })),
});
const JaegerAnswer = Type.Object({
  data: Type.Union([Type.Array(JaegerTrace), Type.Null()]),
  errors: Type.Optional(Type.Union([Type.Array(Type.Object({ msg: Type.String() })), Type.Null()])),
});

/** Some of what is found turns out to be other calls of the same services. */
const askedPerWanted = 5;

export function createJaeger(connection: TracingConnection): Tracing {
  const { link } = connection;
  const ask = (path: string, query: Readonly<Record<string, string>>, signal: AbortSignal) =>
    askJson(connection, path, query, JaegerAnswer, signal);

  async function search(wanted: WantedCalls, signal: AbortSignal): Promise<Static<typeof JaegerTrace>[]> {
    const { callee, caller, host, kind } = wanted;
    const found = await searchFor(wanted, signal);
    // Who was not reached has no span, nor has who has no proxy, as under ztunnel: of them the caller alone tells.
    const isUntold = kind === "failing" || found.length === 0;
    if (!isUntold || callee === undefined || caller === undefined || host === undefined) return found;
    const { callee: _, ...sent } = wanted;
    const told = await searchFor(sent, signal);
    return [...new Map([...found, ...told].map((trace) => [trace.traceID, trace])).values()];
  }

  async function searchFor(wanted: WantedCalls, signal: AbortSignal): Promise<Static<typeof JaegerTrace>[]> {
    // Which of its names a proxy uses is known once one of them is found.
    for (const query of searchesFor(wanted)) {
      const answer = await ask("/api/traces", query, signal);
      const [error] = answer?.errors ?? [];
      if (error !== undefined) throw new TracingError(`Jaeger says: ${error.msg}`);
      if (answer?.data && answer.data.length > 0) return answer.data;
    }
    return [];
  }

  return {
    kind: "jaeger",
    find: async (wanted, isVisible, signal) => {
      const traces = await search(wanted, signal);
      const found = traces.flatMap((trace) => foundIn(trace, wanted, isVisible));
      return found.sort(slowestFirst).slice(0, wanted.most);
    },
    trace: async (id, marked, isVisible, signal) => {
      const trace = (await ask(`/api/traces/${id}`, {}, signal))?.data?.[0];
      const told = trace && markedWaterfall(trace.traceID, spansOf(trace), marked, isVisible);
      return told && { ...told, ...(link !== undefined && { link: `${withSlash(link)}trace/${id}` }) };
    },
    linkTo: (wanted) => {
      const [query] = searchesFor(wanted);
      return link && `${withSlash(link)}search?${new URLSearchParams(query)}`;
    },
  };
}

/** The same search for every name the service may have. */
function searchesFor(wanted: WantedCalls): Record<string, string>[] {
  const { callee, caller, from, to, kind, minMs, most } = wanted;
  const searched = callee ?? caller;
  if (searched === undefined) return [];
  const tags = {
    ...(callee?.version !== undefined && { "istio.canonical_revision": callee.version }),
    ...(kind === "failing" && { error: "true" }),
  };
  return namesOf(searched).map((service) => ({
    service,
    start: String(Math.floor(from * 1e6)),
    end: String(Math.ceil(to * 1e6)),
    limit: String(most * askedPerWanted),
    ...(Object.keys(tags).length > 0 && { tags: JSON.stringify(tags) }),
    ...(kind === "slow" && minMs !== undefined && { minDuration: `${Math.floor(minMs)}ms` }),
  }));
}

function foundIn(trace: Static<typeof JaegerTrace>, wanted: WantedCalls, isVisible: IsVisible): FoundTrace[] {
  const spans = spansOf(trace);
  const calls = callsIn(spans, wanted).filter(({ failed }) => failed || wanted.kind !== "failing");
  const told = waterfall(trace.traceID, onlyVisible(spans, isVisible));
  const [root] = told?.spans ?? [];
  if (told === undefined || root === undefined || calls.length === 0) return [];
  const { traceId, at } = told;
  return [
    {
      traceId,
      at,
      // As long as whoever asked waited: what goes on behind a caller that gave up is in the waterfall.
      durationMs: root.durationMs,
      callMs: Math.max(...calls.map(({ ms }) => ms)),
      root: `${root.service} ${root.name}`,
      spans: told.spans.length,
      failed:
        calls.some(({ failed }) => failed) || spans.some((span) => span.parentId === undefined && hasFailed(span)),
    },
  ];
}

function spansOf({ spans, processes }: Static<typeof JaegerTrace>): RawSpan[] {
  return spans.map(({ spanID, operationName, references = [], startTime, duration, tags = [], processID }) => {
    const parent = references.find(({ refType }) => refType === "CHILD_OF") ?? references[0];
    return {
      spanId: spanID,
      ...(parent !== undefined && { parentId: parent.spanID }),
      service: processes[processID]?.serviceName ?? "unknown",
      name: operationName,
      startUs: startTime,
      durationUs: duration,
      tags: Object.fromEntries(tags.map(({ key, value }) => [key, String(value)])),
    };
  });
}

function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}
