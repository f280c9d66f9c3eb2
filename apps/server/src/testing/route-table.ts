import { subscribe } from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";

export interface TableRoute {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly changes: "nothing" | "session" | undefined;
  /** The schema its body is checked with. */
  readonly body: unknown;
}

const tables = new WeakMap<object, TableRoute[]>();

// Fastify tells of its instances before they have routes, and lists them nowhere afterwards.
subscribe("fastify.initialization", (message) => {
  const { fastify } = message as { readonly fastify: FastifyInstance };
  const table: TableRoute[] = [];
  tables.set(fastify.server, table);
  fastify.addHook("onRoute", ({ method, url, config, schema }) => {
    for (const one of [method].flat()) {
      table.push({ method: one as TableRoute["method"], url, changes: config?.changes, body: schema?.body });
    }
  });
});

/** Every route of an app that was built after this module was loaded. */
export function routesOf(app: FastifyInstance): readonly TableRoute[] {
  const table = tables.get(app.server);
  if (table === undefined || table.length === 0) throw new Error("No route was told of.");
  return table;
}
