import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { EditPlanRequestSchema, EditPlanSchema } from "@fyr/contract";
import type { Edits } from "../changes/edits/create-edits.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { withCluster } from "./with-cluster.ts";

/** Four whole objects. */
export const editLimitBytes = 512 * 1024;

export const objectPlansApi: FastifyPluginAsyncTypebox<{ readonly edits: Edits | undefined }> = async (
  app,
  { edits },
) => {
  app.post(
    "/api/object-plans",
    {
      config: { changes: "nothing" },
      bodyLimit: editLimitBytes,
      schema: {
        tags: ["traffic"],
        operationId: "planObjectEdit",
        summary: "What editing whole objects would do",
        description: "Dry run on the cluster, checks, patches, YAML and commands. Changes nothing.",
        querystring: noQuery,
        body: EditPlanRequestSchema,
        response: { 200: EditPlanSchema, ...problemResponses },
      },
    },
    async (request, reply) => withCluster(edits).plan(withCluster(request.caller), request.body, clientSignal(reply)),
  );
};
