import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Heatmap, HeatmapQuerySchema, HeatmapSchema } from "@fyr/contract";
import type { AnyObserver } from "../observer/any-observer.ts";
import { formatInstant } from "../observer/instant-text.ts";
import type { History } from "../observer/source/history.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import { trustedWindow } from "../observer/source/trusted-window.ts";
import { problemResponses } from "../plugins/problem.ts";
import { answeredWindow } from "./answered-window.ts";
import { askedRange } from "./asked-range.ts";
import { clientSignal } from "./client-signal.ts";
import { checkNamesOne, namedSubject } from "./named-subject.ts";
import { seriesOfSubject } from "./series-of-subject.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly telemetry: Pick<Telemetry, "heatmap">;
  readonly history: History;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly windowSeconds: number;
}

const kept = 32;
const mostPoints = 240;

export const heatmapApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const heatmaps = createSharedWork<Heatmap>(kept);
  app.get(
    "/api/heatmap",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getHeatmap",
        summary: "How durations spread over time",
        description: "Of the requests of an edge, or of those a node receives: requests a second in each bucket.",
        querystring: HeatmapQuerySchema,
        response: { 200: HeatmapSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const signal = clientSignal(reply);
      checkNamesOne(query);
      const { range: asked, moment } = await askedRange(query, { ...options, mostPoints }, signal);
      const range = { ...asked, windowSeconds: await trustedWindow(asked, options.history, signal) };
      const found = await namedSubject(options.observer, query, moment, await request.visible(), signal);
      const subject = found === undefined ? { parties: [] } : seriesOfSubject(found);
      const run = async (shared: AbortSignal): Promise<Heatmap> => ({
        from: formatInstant(range.from),
        to: formatInstant(range.to),
        stepSeconds: range.stepSeconds,
        ...answeredWindow(query.windowSeconds ?? options.windowSeconds, range.windowSeconds),
        ...(await options.telemetry.heatmap(subject, range, shared)),
      });
      return heatmaps.get(JSON.stringify([subject, range, query.windowSeconds]), run, signal);
    },
  );
};
