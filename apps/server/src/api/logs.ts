import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Logs, LogsQuerySchema, LogsSchema } from "@fyr/contract";
import { readAccess } from "@fyr/kubernetes";
import { known } from "@fyr/topology";
import { problemResponses } from "../plugins/problem.ts";
import { timelineSpan } from "../timeline/timeline-span.ts";
import { clientSignal } from "./client-signal.ts";
import { withCluster } from "./with-cluster.ts";

interface Options {
  /** Ms since epoch. */
  readonly now: () => number;
}

const usualSeconds = 600;

export const logsApi: FastifyPluginAsyncTypebox<Options> = async (app, { now }) => {
  app.get(
    "/api/logs",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getLogs",
        summary: "What a pod wrote",
        description:
          "The newest 500 lines of a container within a span, read as the caller; access logs are told field by field.",
        querystring: LogsQuerySchema,
        response: { 200: LogsSchema, ...problemResponses },
      },
    },
    async (request, reply): Promise<Logs> => {
      const { namespace, pod, container, previous } = request.query;
      const nowSeconds = now() / 1000;
      const span = timelineSpan(request.query, nowSeconds, usualSeconds);
      const asked = { namespace, pod, ...known("container", container), previous: previous === "true" };
      // A few seconds later there is nothing but what was just written.
      const tail = span.to > nowSeconds - 5;
      const read = await withCluster(request.caller).logs({ ...asked, ...span, tail }, clientSignal(reply));
      const lines = read.lines.map((line) => ({ ...line, ...known("access", readAccess(line.text)) }));
      return { ...read, containers: [...read.containers], lines };
    },
  );
};
