import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ObjectRefSchema, ObjectViewSchema, UnsplitServicesSchema } from "@fyr/contract";
import type { Edits } from "../changes/edits/create-edits.ts";
import { problemResponses } from "../plugins/problem.ts";
import { isVisible } from "../visibility/visible.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { withCluster } from "./with-cluster.ts";

const tags = ["traffic"];

/** Objects as their editor begins with them, and services that have none yet. */
export const objectsApi: FastifyPluginAsyncTypebox<{ readonly edits: Edits | undefined }> = async (app, { edits }) => {
  app.get(
    "/api/objects/:kind/:namespace/:name",
    {
      schema: {
        tags,
        operationId: "getObject",
        summary: "An object that can be edited, read as the caller",
        querystring: noQuery,
        params: ObjectRefSchema,
        response: { 200: ObjectViewSchema, ...problemResponses },
      },
    },
    async (request, reply) => withCluster(edits).view(withCluster(request.caller), request.params, clientSignal(reply)),
  );

  app.get(
    "/api/unsplit-services",
    {
      schema: {
        tags,
        operationId: "listUnsplitServices",
        summary: "Services with several versions that no route splits",
        description:
          "Each with the edits that would make its split. Traffic stays where it is until weights are moved.",
        querystring: noQuery,
        response: { 200: UnsplitServicesSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const visible = await request.visible();
      const services = await withCluster(edits).unsplit(withCluster(request.caller), clientSignal(reply));
      return { services: services.filter(({ namespace }) => isVisible(visible, namespace)) };
    },
  );
};
