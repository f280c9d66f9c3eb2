import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import fp from "fastify-plugin";

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
    });
    await app.register(swaggerUi, {
      routePrefix: "/api/docs",
      uiConfig: { deepLinking: true, layout: "BaseLayout" },
      staticCSP: false,
    });
    app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  },
  { name: "openapi" },
);
