import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Sparklines, SparklinesQuerySchema, SparklinesSchema, type Topology } from "@fyr/contract";
import type { RequestLine, RequestLines } from "@fyr/prometheus";
import { known } from "@fyr/topology";
import type { AnyObserver } from "../observer/any-observer.ts";
import { formatInstant } from "../observer/instant-text.ts";
import type { History } from "../observer/source/history.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import { trustedWindow } from "../observer/source/trusted-window.ts";
import { waypointsIn } from "../observer/waypoints-in.ts";
import { problemResponses } from "../plugins/problem.ts";
import { placeLines } from "../sparklines/place-lines.ts";
import { isVisible, type Visible, visibleScope } from "../visibility/visible.ts";
import { answeredWindow } from "./answered-window.ts";
import { clientSignal } from "./client-signal.ts";
import { seriesRange } from "./series-range.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly telemetry: Pick<Telemetry, "requestLines">;
  readonly history: History;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly windowSeconds: number;
}

/** A line is about a hundred pixels wide: a point a minute is as much as it shows. */
const stepSeconds = 60;
const keptMeasurements = 8;
const keptAnswers = 16;
/** Each is a part of the query: a mesh has few workloads nobody calls. */
const mostSenders = 200;

export const sparklinesApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const measurements = createSharedWork<RequestLines>(keptMeasurements);
  const answers = createSharedWork<Sparklines>(keptAnswers);
  app.get(
    "/api/sparklines",
    {
      schema: {
        tags: ["mesh"],
        operationId: "getSparklines",
        summary: "The last half hour of everybody, as small lines",
        description:
          "Rate and failing share of every workload, app or service. At most two queries for the whole mesh, shared by all who ask within a minute.",
        querystring: SparklinesQuerySchema,
        response: { 200: SparklinesSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { grain = "workload", ...query } = request.query;
      const signal = clientSignal(reply);
      const visible = await request.visible();
      const minimumSeconds = await options.history.minimumWindowSeconds(signal);
      const windows = { minimumSeconds, usualSeconds: options.windowSeconds };
      const asked = seriesRange({ ...query, stepSeconds }, options.now() / 1000, windows);
      const range = { ...asked, windowSeconds: await trustedWindow(asked, options.history, signal) };
      const key = JSON.stringify([range, query.windowSeconds]);
      const measure = async (shared: AbortSignal) => {
        const at = query.to === undefined ? {} : { at: range.to };
        const picture = await options.observer.at(at, shared);
        const asked = { senders: sendersOf(picture), ...known("waypoints", waypointsIn(picture.nodes)) };
        return options.telemetry.requestLines(asked, range, shared);
      };
      const run = async (shared: AbortSignal): Promise<Sparklines> => {
        const measured = await measurements.get(key, measure, shared);
        return {
          from: formatInstant(range.from),
          to: formatInstant(range.to),
          stepSeconds,
          ...answeredWindow(query.windowSeconds ?? options.windowSeconds, range.windowSeconds),
          times: [...measured.times],
          lines: placeLines(visibleLines(measured, visible), grain, options.observer.inventory()),
        };
      };
      return answers.get(`${grain} ${key} ${visibleScope(visible, undefined) ?? "all"}`, run, signal);
    },
  );
};

function visibleLines({ received, sent, ...rest }: RequestLines, visible: Visible): RequestLines {
  const isSeen = ({ party }: RequestLine) => isVisible(visible, party.namespace);
  return { ...rest, received: received.filter(isSeen), sent: sent.filter(isSeen) };
}

/** Workloads that are seen calling, and never called: the busiest. */
function sendersOf({ nodes }: Topology): string[] {
  const silent = nodes.filter(({ inbound }) => inbound.requestsPerSecond === undefined);
  const busiest = silent
    .filter(({ workload, outbound }) => workload !== undefined && outbound.requestsPerSecond !== undefined)
    .sort((a, b) => (b.outbound.requestsPerSecond ?? 0) - (a.outbound.requestsPerSecond ?? 0));
  const names = new Set(busiest.slice(0, mostSenders).flatMap(({ workload }) => workload ?? []));
  return [...names].sort();
}
