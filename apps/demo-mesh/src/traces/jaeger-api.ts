import type { FastifyInstance, FastifyReply } from "fastify";
import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { jaegerTrace } from "./jaeger-json.ts";
import { readTraceQuery } from "./read-query.ts";
import { findTraces } from "./search.ts";
import type { TraceSource } from "./trace-source.ts";

export interface JaegerOptions {
  readonly source: TraceSource;
  readonly mesh: MeshSpec;
  /** Unix seconds. */
  readonly now: () => number;
}

interface Query {
  readonly Querystring: Readonly<Record<string, string | string[] | undefined>>;
}

/** As much of Jaeger's HTTP API as asking for traces takes: https://www.jaegertracing.io/docs/1.76/apis/ */
export function addJaeger(app: FastifyInstance, { source, mesh, now }: JaegerOptions): void {
  const traced = mesh.workloads.filter(({ sidecar, protocol }) => sidecar && protocol !== "tcp");
  const services = [...new Set(traced.map(({ app: name, namespace }) => `${name}.${namespace}`))].sort();
  const operationsOf = (service: string) => {
    const of = traced.filter(({ app: name, namespace }) => `${name}.${namespace}` === service);
    const ports = new Map(mesh.workloads.map(({ host, port }) => [host, port]));
    const called = of.flatMap(({ calls }) =>
      calls.map(({ host }) => ({ host, port: ports.get(host), spanKind: "client" })),
    );
    const own = of.map(({ host, port }) => ({ host, port, spanKind: "server" }));
    const named = [...own, ...called].map(({ host, port, spanKind }) => ({ name: `${host}:${port}/*`, spanKind }));
    return [...new Map(named.map((one) => [`${one.name} ${one.spanKind}`, one])).values()];
  };
  // What Jaeger has pages for is shown as it is.
  app.get<{ Params: { id: string } }>("/trace/:id", async ({ params }, reply) =>
    reply.redirect(`/api/traces/${params.id}`),
  );
  app.get("/search", async ({ url }, reply) => reply.redirect(`/api/traces${url.slice("/search".length)}`));
  app.get("/api/services", async () => listOf(services));
  app.get<Query>("/api/operations", async ({ query }, reply) => {
    const { service } = query;
    return typeof service === "string"
      ? listOf(operationsOf(service))
      : refuse(reply, 400, "parameter 'service' is required");
  });
  app.get<{ Params: { service: string } }>("/api/services/:service/operations", async ({ params }) =>
    listOf([...new Set(operationsOf(params.service).map(({ name }) => name))]),
  );
  app.get<Query>("/api/traces", async ({ query }, reply) => {
    const read = readTraceQuery(query, now());
    if (!read.ok) return refuse(reply, 400, read.why);
    // Who writes no span is in no index: nothing is looked through for it.
    if (!services.includes(read.query.service)) return listOf([]);
    const found = await findTraces(source, read.query);
    return listOf(found.map(jaegerTrace));
  });
  app.get<{ Params: { id: string } }>("/api/traces/:id", async ({ params }, reply) => {
    const found = source.byId(params.id);
    return found && found.start <= now() ? listOf([jaegerTrace(found)]) : refuse(reply, 404, "trace not found");
  });
}

const listOf = (data: readonly unknown[]) => ({ data, total: data.length, limit: 0, offset: 0, errors: null });

function refuse(reply: FastifyReply, code: number, msg: string) {
  return reply.code(code).send({ data: null, total: 0, limit: 0, offset: 0, errors: [{ code, msg }] });
}
