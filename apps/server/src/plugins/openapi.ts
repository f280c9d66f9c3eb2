import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import fp from "fastify-plugin";
import { namedSchemas, withReferences } from "./named-schemas.ts";

const path = "/api/openapi.json";

/** `/api/openapi.json`, and a page to read it at `/api/docs`. Both come from the schemas the server checks with. */
export const openapi = fp<{ readonly version: string }>(
  async (app, { version }) => {
    await app.register(swagger, {
      openapi: {
        openapi: "3.1.0",
        info: {
          title: "Fyr",
          version,
          description:
            "A service mesh as it is now and as it was: topology, charts, and traffic weights that can be moved.",
          license: { name: "Apache-2.0", identifier: "Apache-2.0" },
        },
        tags: [
          { name: "mesh", description: "What is seen" },
          { name: "traffic", description: "What can be changed" },
          { name: "fyr", description: "Fyr itself" },
        ],
      },
      convertConstToEnum: false,
    });
    await app.register(swaggerUi, {
      routePrefix: "/api/docs",
      uiConfig: { deepLinking: true, layout: "BaseLayout" },
      staticCSP: false,
      uiHooks: {
        // The page asks for a document of its own. There is one, and it is found where programs find it.
        onRequest: (request, reply, next) => {
          if (/\/docs\/(json|yaml)$/.test(request.url)) void reply.redirect(path);
          else next();
        },
      },
    });
    let description: object | undefined;
    app.get(path, { schema: { hide: true } }, async () => {
      description ??= describe(app.swagger());
      return description;
    });
  },
  { name: "openapi" },
);

interface Written {
  readonly paths?: object;
  readonly components?: object;
}

function describe({ paths, components, ...about }: Written): object {
  return { ...about, paths: withReferences(paths), components: { ...components, schemas: namedSchemas() } };
}
