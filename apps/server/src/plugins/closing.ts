import type { ServerResponse } from "node:http";
import fp from "fastify-plugin";

/** Enough for any answer under way, and less than Kubernetes waits before it kills. */
const patienceMs = 10_000;

/** Closing waits for answers under way and for nothing else: browsers keep connections for minutes, used or not. */
export const closing = fp(
  async (app) => {
    let underWay = 0;
    let isClosing = false;
    const endWhenIdle = () => {
      if (isClosing && underWay === 0) app.server.closeAllConnections();
    };
    app.server.on("request", (_request, response: ServerResponse) => {
      underWay += 1;
      response.once("close", () => {
        underWay -= 1;
        endWhenIdle();
      });
    });
    app.addHook("preClose", async () => {
      isClosing = true;
      endWhenIdle();
      const impatience = setTimeout(() => app.server.closeAllConnections(), patienceMs);
      app.server.once("close", () => clearTimeout(impatience));
    });
  },
  { name: "closing" },
);
