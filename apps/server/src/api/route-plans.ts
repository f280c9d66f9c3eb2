import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { RoutePlanRequestSchema, RoutePlanSchema } from "@fyr/contract";
import type { Changes } from "../changes/create-changes.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { withCluster } from "./with-cluster.ts";

export const routePlansApi: FastifyPluginAsyncTypebox<{ readonly changes: Changes | undefined }> = async (
  app,
  { changes },
) => {
  app.post(
    "/api/route-plans",
    {
      config: { changes: "nothing" },
      schema: {
        tags: ["traffic"],
        operationId: "planRouteChange",
        summary: "What moving weights would do",
        description: "Dry run on the cluster, checks, patch, YAML and command. Changes nothing.",
        querystring: noQuery,
        body: RoutePlanRequestSchema,
        response: { 200: RoutePlanSchema, ...problemResponses },
      },
    },
    async ({ caller, body }, reply) => withCluster(changes).plan(withCluster(caller), body, clientSignal(reply)),
  );
};
