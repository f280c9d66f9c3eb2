import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ReplayQuerySchema, ReplaySchema } from "@fyr/contract";
import type { AnyObserver } from "../observer/any-observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { readInstant, scopeOf } from "./read-query.ts";

export const replayApi: FastifyPluginAsyncTypebox<{ readonly observer: AnyObserver }> = async (app, { observer }) => {
  app.get(
    "/api/topology/replay",
    {
      schema: {
        tags: ["mesh"],
        operationId: "getReplay",
        summary: "A span of the past, frame by frame",
        description:
          "The first moment whole, then what carries each frame to the next, in the form the stream has. Built from a few range queries, whatever the number of frames (at most 120).",
        querystring: ReplayQuerySchema,
        response: { 200: ReplaySchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { from, to, namespaces, ...query } = request.query;
      return observer.replay(
        {
          ...query,
          from: readInstant(from, "from"),
          ...(to === undefined ? {} : { to: readInstant(to, "to") }),
          ...scopeOf(await request.visible(), namespaces),
        },
        clientSignal(reply),
      );
    },
  );
};
