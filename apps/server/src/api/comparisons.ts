import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ComparisonQuerySchema, ComparisonSchema } from "@fyr/contract";
import type { Comparisons } from "../changes/comparisons.ts";
import { problemResponses } from "../plugins/problem.ts";
import { visibleScope } from "../visibility/visible.ts";
import { clientSignal } from "./client-signal.ts";
import { readInstant } from "./read-query.ts";
import { withCluster } from "./with-cluster.ts";

interface Options {
  /** Absent without a cluster. */
  readonly comparisons: Comparisons | undefined;
  /** Ms since epoch. */
  readonly now: () => number;
}

export const comparisonsApi: FastifyPluginAsyncTypebox<Options> = async (app, { comparisons, now }) => {
  app.get(
    "/api/comparisons",
    {
      schema: {
        tags: ["traffic"],
        operationId: "compareDestinations",
        summary: "The destinations of a rule side by side",
        description: "Since its last change with Fyr, and in the hour before.",
        querystring: ComparisonQuerySchema,
        response: { 200: ComparisonSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { caller, query } = request;
      const visible = await request.visible();
      visibleScope(visible, [query.namespace]);
      const span = {
        ...(query.from !== undefined && { from: readInstant(query.from, "from") }),
        to: query.to === undefined ? now() / 1000 : readInstant(query.to, "to"),
      };
      return withCluster(comparisons).compare({ ...withCluster(caller), visible }, query, span, clientSignal(reply));
    },
  );
};
