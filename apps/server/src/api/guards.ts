import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { GuardArmRequestSchema, GuardIdSchema, GuardSchema, GuardsSchema } from "@fyr/contract";
import Type from "typebox";
import type { Changes } from "../changes/create-changes.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { withCluster } from "./with-cluster.ts";
import { writePatience } from "./write-patience.ts";

const tags = ["traffic"];

export const guardsApi: FastifyPluginAsyncTypebox<{ readonly changes: Changes | undefined }> = async (
  app,
  { changes },
) => {
  app.get(
    "/api/guards",
    {
      schema: {
        tags,
        operationId: "listGuards",
        summary: "Guards that are armed, and the last that ended",
        description: "What is counted meanwhile is told by `guard` events as well.",
        querystring: noQuery,
        response: { 200: GuardsSchema, ...problemResponses },
      },
    },
    async ({ caller }, reply) => ({
      guards: await withCluster(changes).guarding.guards.list(withCluster(caller), clientSignal(reply)),
    }),
  );

  app.post(
    "/api/guards",
    {
      schema: {
        tags,
        operationId: "armGuard",
        summary: "Guard a change that was made",
        description: "With `guard` on a change of weights both are written in one patch: prefer that.",
        querystring: noQuery,
        body: GuardArmRequestSchema,
        response: { 201: GuardSchema, ...problemResponses },
      },
    },
    async ({ caller, body }, reply) =>
      reply.code(201).send(await withCluster(changes).guarding.guards.arm(withCluster(caller), body, writePatience())),
  );

  app.post(
    "/api/guards/:id/cancel",
    {
      schema: {
        tags,
        operationId: "cancelGuard",
        summary: "End a guard; the weights stay as they are",
        querystring: noQuery,
        params: Type.Object({ id: GuardIdSchema }, { additionalProperties: false }),
        response: { 200: GuardSchema, ...problemResponses },
      },
    },
    async ({ caller, params }) =>
      withCluster(changes).guarding.guards.cancel(withCluster(caller), params.id, writePatience()),
  );
};
