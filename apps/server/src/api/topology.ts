import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { TopologyQuerySchema, TopologySchema } from "@fyr/contract";
import type { AnyObserver } from "../observer/any-observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { foundBy } from "./found-by.ts";
import { readInstant, readNamespaces } from "./read-query.ts";

export const topologyApi: FastifyPluginAsyncTypebox<{ readonly observer: AnyObserver }> = async (app, { observer }) => {
  app.get(
    "/api/topology",
    {
      schema: {
        tags: ["mesh"],
        operationId: "getTopology",
        summary: "One moment of the mesh",
        description: "Nodes, edges and what is wrong with them, now or at `at`. Absent numbers were not measured.",
        querystring: TopologyQuerySchema,
        response: { 200: TopologySchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { at, namespaces, serviceNodes, filter, ...query } = request.query;
      const found = filter === undefined ? undefined : foundBy(filter);
      const topology = await observer.at(
        {
          ...query,
          serviceNodes: serviceNodes === "true",
          ...(at === undefined ? {} : { at: readInstant(at, "at") }),
          ...(namespaces === undefined ? {} : { namespaces: readNamespaces(namespaces) }),
        },
        clientSignal(reply),
      );
      return found?.(topology) ?? topology;
    },
  );
};
