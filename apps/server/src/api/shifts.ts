import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ShiftIdSchema, ShiftRequestSchema, ShiftSchema, ShiftsSchema } from "@fyr/contract";
import Type from "typebox";
import type { Changes } from "../changes/create-changes.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { withCluster } from "./with-cluster.ts";
import { writePatience } from "./write-patience.ts";

const tags = ["traffic"];

const actions = [
  { action: "pause", summary: "Hold a shift at its step; its limits are still judged" },
  { action: "resume", summary: "Go on with a shift that was paused" },
  { action: "promote", summary: "Go to the last step at once, and end there" },
  { action: "abort", summary: "Put back the weights a shift began with" },
] as const;

export const shiftsApi: FastifyPluginAsyncTypebox<{ readonly changes: Changes | undefined }> = async (
  app,
  { changes },
) => {
  app.get(
    "/api/shifts",
    {
      schema: {
        tags,
        operationId: "listShifts",
        summary: "Shifts that run, and the last that ended",
        description: "Every step is told by `shift` events as well.",
        querystring: noQuery,
        response: { 200: ShiftsSchema, ...problemResponses },
      },
    },
    async ({ caller }, reply) => ({
      shifts: await withCluster(changes).guarding.shifts.list(withCluster(caller), clientSignal(reply)),
    }),
  );

  app.post(
    "/api/shifts",
    {
      schema: {
        tags,
        operationId: "startShift",
        summary: "Move weights step by step, each while its limits are kept",
        querystring: noQuery,
        body: ShiftRequestSchema,
        response: { 201: ShiftSchema, ...problemResponses },
      },
    },
    async ({ caller, body }, reply) =>
      reply
        .code(201)
        .send(await withCluster(changes).guarding.shifts.start(withCluster(caller), body, writePatience())),
  );

  for (const { action, summary } of actions) {
    app.post(
      `/api/shifts/:id/${action}`,
      {
        schema: {
          tags,
          operationId: `${action}Shift`,
          summary,
          querystring: noQuery,
          params: Type.Object({ id: ShiftIdSchema }, { additionalProperties: false }),
          response: { 200: ShiftSchema, ...problemResponses },
        },
      },
      async ({ caller, params }) =>
        withCluster(changes).guarding.shifts.act(withCluster(caller), params.id, action, writePatience()),
    );
  }
};
