import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { DifferenceQuerySchema, DifferencesSchema } from "@fyr/contract";
import type { AnyObserver } from "../observer/any-observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { twoMoments } from "./two-moments.ts";

export const differencesApi: FastifyPluginAsyncTypebox<{ readonly observer: AnyObserver }> = async (
  app,
  { observer },
) => {
  app.get(
    "/api/differences",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getDifferences",
        summary: "Two moments of the mesh held against each other",
        description:
          "Edges and nodes that are new, gone, slower, failing more and so on, worst first; what chance can explain is left out.",
        querystring: DifferenceQuerySchema,
        response: { 200: DifferencesSchema, ...problemResponses },
      },
    },
    async (request, reply) =>
      observer.differences(twoMoments(request.query, await request.visible()), clientSignal(reply)),
  );
};
