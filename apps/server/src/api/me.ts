import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Me, MeSchema } from "@fyr/contract";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";

/** Who Fyr is in the cluster. */
export interface Identity {
  whoAmI(signal: AbortSignal): Promise<Me>;
}

const nobody: Me = { user: "nobody", groups: [], via: "none" };

export const meApi: FastifyPluginAsyncTypebox<{ readonly cluster: Identity | undefined }> = async (
  app,
  { cluster },
) => {
  app.get(
    "/api/me",
    {
      schema: {
        tags: ["fyr"],
        operationId: "getMe",
        summary: "Who Fyr acts as",
        querystring: noQuery,
        response: { 200: MeSchema, ...problemResponses },
      },
    },
    async (_request, reply) => cluster?.whoAmI(clientSignal(reply)) ?? nobody,
  );
};
