import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { MeSchema } from "@fyr/contract";
import { problemResponses } from "../plugins/problem.ts";
import { noQuery } from "./no-query.ts";

export const meApi: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/me",
    {
      schema: {
        tags: ["fyr"],
        operationId: "getMe",
        summary: "Who you are to the cluster",
        querystring: noQuery,
        response: { 200: MeSchema, ...problemResponses },
      },
    },
    async (request) => request.whoAmI(),
  );
};
