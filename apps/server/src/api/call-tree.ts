import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { CallTreeQuerySchema, CallTreeSchema } from "@fyr/contract";
import { AppError } from "../app-error.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { twoMoments } from "./two-moments.ts";

export const callTreeApi: FastifyPluginAsyncTypebox<{ readonly observer: AnyObserver }> = async (app, { observer }) => {
  app.get(
    "/api/call-tree",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getCallTree",
        summary: "Where the time of requests goes",
        description:
          "The tree of calls that a request to `entry` makes, each hop with its own time, now and before. From means and rates, which add up.",
        querystring: CallTreeQuerySchema,
        response: { 200: CallTreeSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { entry, ...query } = request.query;
      const moments = twoMoments(query, await request.visible());
      const tree = await observer.callTree({ entry, ...moments }, clientSignal(reply));
      if (tree === undefined) {
        throw new AppError("not_found", "There were no requests to or from this node at either moment.", {
          field: "entry",
        });
      }
      return tree;
    },
  );
};
