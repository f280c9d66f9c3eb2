import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { TimelineQuerySchema, TimelineSchema } from "@fyr/contract";
import { formatInstant } from "../observer/instant-text.ts";
import { problemResponses } from "../plugins/problem.ts";
import type { MeshTimeline } from "../timeline/create-timeline.ts";
import { timelineSpan } from "../timeline/timeline-span.ts";
import { clientSignal } from "./client-signal.ts";
import { scopeOf } from "./read-query.ts";

interface Options {
  readonly timeline: MeshTimeline;
  /** Ms since epoch. */
  readonly now: () => number;
}

export const timelineApi: FastifyPluginAsyncTypebox<Options> = async (app, { timeline, now }) => {
  app.get(
    "/api/timeline",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getTimeline",
        summary: "What happened in the cluster and the mesh",
        description:
          "Rollouts, restarts, edits, pressure, alerts and warnings between two moments, as far as the caller may read them.",
        querystring: TimelineQuerySchema,
        response: { 200: TimelineSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const span = timelineSpan(request.query, now() / 1000);
      const scope = scopeOf(await request.visible(), request.query.namespaces);
      const told = await timeline.markersBetween(request.caller, { ...span, ...scope }, clientSignal(reply));
      return {
        from: formatInstant(span.from),
        to: formatInstant(span.to),
        markers: [...told.markers],
        warnings: [...told.warnings],
      };
    },
  );
};
