import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type TraceQuery, TraceQuerySchema, TraceSchema, TracesQuerySchema, TracesSchema } from "@fyr/contract";
import { known } from "@fyr/topology";
import type { Tracing } from "@fyr/tracing";
import Type from "typebox";
import { AppError } from "../app-error.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import { timelineSpan } from "../timeline/timeline-span.ts";
import { isVisible, type Visible } from "../visibility/visible.ts";
import { visibleSubject } from "../visibility/visible-subject.ts";
import { clientSignal } from "./client-signal.ts";
import { checkNamesOne, namedSubject } from "./named-subject.ts";
import { readInstant } from "./read-query.ts";
import { type TracedCalls, tracedCalls } from "./traced-calls.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly tracing: Tracing | undefined;
  /** Ms since epoch. */
  readonly now: () => number;
}

const usualSeconds = 900;
const mostTraces = 20;
const TraceParams = Type.Object({
  traceId: Type.String({ pattern: "^[0-9a-fA-F]{16,32}$", description: "a trace id of 16 to 32 hexadecimal digits" }),
});

export const tracesApi: FastifyPluginAsyncTypebox<Options> = async (app, { observer, tracing, now }) => {
  app.get(
    "/api/traces",
    {
      schema: {
        tags: ["investigate"],
        operationId: "findTraces",
        summary: "Traces of the calls of one edge, or into one node",
        description: "Slow, failing or any, as the tracing system has recorded them; at most 20, slowest first.",
        querystring: TracesQuerySchema,
        response: { 200: TracesSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { kind = "any", minMs } = request.query;
      checkNamesOne(request.query);
      const connected = connectedOf(tracing);
      const { from, to } = timelineSpan(request.query, now() / 1000, usualSeconds);
      const signal = clientSignal(reply);
      const visible = await request.visible();
      const moment = request.query.to === undefined ? {} : { at: Math.floor(to) };
      const subject = await namedSubject(observer, request.query, moment, visible, signal);
      if (subject === undefined) throw new AppError("internal", "The query named nothing.");
      const of = tracedCalls(subject);
      if (!of.isTraced) throw new AppError("not_found", of.why);
      const wanted = { ...of.calls, from, to, kind, ...known("minMs", minMs), most: mostTraces };
      const isTold = (namespace: string | undefined) => isVisible(visible, namespace);
      const traces = await connected.find(wanted, isTold, signal);
      return { backend: connected.kind, traces, ...known("link", connected.linkTo(wanted)) };
    },
  );

  app.get(
    "/api/traces/:traceId",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getTrace",
        summary: "One trace, span by span",
        description:
          "Spans of namespaces that the caller may not see are left out. Those of calls of an edge, or into a node, are marked; where nobody knows which they are, `notMarked` says why.",
        params: TraceParams,
        querystring: TraceQuerySchema,
        response: { 200: TraceSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connected = connectedOf(tracing);
      const signal = clientSignal(reply);
      const visible = await request.visible();
      const isTold = (namespace: string | undefined) => isVisible(visible, namespace);
      const of = await callsMarked(observer, request.query, visible, signal);
      const marked = of?.isTraced ? of.calls : undefined;
      const trace = await connected.trace(request.params.traceId, marked, isTold, signal);
      if (trace === undefined) {
        throw new AppError("not_found", "There is no such trace any more, or none of it that you may see.");
      }
      return of?.isTraced === false ? { ...trace, notMarked: of.why } : trace;
    },
  );
};

/** Whose calls are marked, where any are wanted. The trace is told also where nobody knows which are theirs. */
async function callsMarked(
  observer: AnyObserver,
  query: TraceQuery,
  visible: Visible,
  signal: AbortSignal,
): Promise<TracedCalls | undefined> {
  const { edge, node, at } = query;
  const id = edge === undefined ? node && { node } : { edge };
  if (id === undefined) return undefined;
  checkNamesOne(query);
  const moment = at === undefined ? {} : { at: Math.floor(readInstant(at, "at")) };
  const subject = await observer.resolve(id, moment, signal);
  if (subject !== undefined) return tracedCalls(visibleSubject(subject, visible));
  return { isTraced: false, why: "It is not on the map at this moment: nobody knows which spans are of its calls." };
}

function connectedOf(tracing: Tracing | undefined): Tracing {
  if (tracing === undefined) {
    throw new AppError(
      "no_tracing",
      "Fyr was started without a tracing system: --jaeger URL or --tempo URL names one.",
    );
  }
  return tracing;
}
