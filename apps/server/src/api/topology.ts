import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { TopologyQuerySchema, TopologySchema } from "@fyr/contract";
import type { FastifyReply } from "fastify";
import type { AnyObserver } from "../observer/any-observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { foundBy } from "./found-by.ts";
import { createKeptPictures } from "./kept-pictures.ts";
import { readInstant, scopeOf } from "./read-query.ts";

/** Compressed, a picture of 1,000 workloads has a quarter of a megabyte. */
const keptBytes = 48 * 1024 * 1024;

export const topologyApi: FastifyPluginAsyncTypebox<{ readonly observer: AnyObserver }> = async (app, { observer }) => {
  const kept = createKeptPictures(observer, keptBytes);
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
      const { at, namespaces, serviceNodes, filter, ...rest } = request.query;
      const found = filter === undefined ? undefined : foundBy(filter);
      const query = {
        ...rest,
        serviceNodes: serviceNodes === "true",
        ...(at === undefined ? {} : { at: readInstant(at, "at") }),
        ...scopeOf(await request.visible(), namespaces),
      };
      const signal = clientSignal(reply);
      if (found !== undefined) return found(await observer.at(query, signal));
      const acceptsGzip = takesGzip(request.headers["accept-encoding"]);
      const bytes = await kept.bytesOf(query, acceptsGzip, signal);
      sendBytes(reply, bytes, acceptsGzip);
      return reply;
    },
  );
};

function takesGzip(accepted = ""): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted);
}

/** Written by the observer in the form of the schema. */
function sendBytes(reply: FastifyReply, bytes: Buffer, isZipped: boolean): void {
  void reply.type("application/json; charset=utf-8").header("vary", "accept-encoding");
  if (isZipped) void reply.header("content-encoding", "gzip");
  void reply.send(bytes);
}
