import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  ChangeIdSchema,
  RouteChangeRequestSchema,
  RouteChangeSchema,
  RouteChangesQuerySchema,
  RouteChangesSchema,
} from "@fyr/contract";
import Type from "typebox";
import type { Changes } from "../changes/create-changes.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { withCluster } from "./with-cluster.ts";
import { writePatience } from "./write-patience.ts";

const tags = ["traffic"];

export const routeChangesApi: FastifyPluginAsyncTypebox<{ readonly changes: Changes | undefined }> = async (
  app,
  { changes },
) => {
  app.post(
    "/api/route-changes",
    {
      schema: {
        tags,
        operationId: "applyRouteChange",
        summary: "Move weights",
        description:
          "Answers when the API server took it; how far traffic followed is told by `change` events and the history.",
        querystring: noQuery,
        body: RouteChangeRequestSchema,
        response: { 201: RouteChangeSchema, ...problemResponses },
      },
    },
    async ({ caller, body }, reply) =>
      reply.code(201).send(await withCluster(changes).apply(withCluster(caller), body, writePatience())),
  );

  app.get(
    "/api/route-changes",
    {
      schema: {
        tags,
        operationId: "listRouteChanges",
        summary: "What was changed, newest first",
        description: "Each route remembers its last 20 changes made with Fyr.",
        querystring: RouteChangesQuerySchema,
        response: { 200: RouteChangesSchema, ...problemResponses },
      },
    },
    async ({ caller, query }, reply) => ({
      changes: await withCluster(changes).history(withCluster(caller), query, clientSignal(reply)),
    }),
  );

  app.post(
    "/api/route-changes/:id/undo",
    {
      schema: {
        tags,
        operationId: "undoRouteChange",
        summary: "Put back the weights a change replaced",
        querystring: noQuery,
        params: Type.Object({ id: ChangeIdSchema }, { additionalProperties: false }),
        response: { 201: RouteChangeSchema, ...problemResponses },
      },
    },
    async ({ caller, params }, reply) =>
      reply.code(201).send(await withCluster(changes).undo(withCluster(caller), params.id, writePatience())),
  );
};
