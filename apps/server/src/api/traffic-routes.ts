import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { TrafficRoutesSchema } from "@fyr/contract";
import type { Changes } from "../changes/create-changes.ts";
import type { LivePicture } from "../changes/dependencies.ts";
import { problemResponses } from "../plugins/problem.ts";
import { visibleRoute } from "../visibility/visible-route.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { withCluster } from "./with-cluster.ts";

interface Options {
  /** Absent without a cluster. */
  readonly changes: Changes | undefined;
  readonly observer: LivePicture;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly windowSeconds: number;
}

export const trafficRoutesApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  app.get(
    "/api/traffic-routes",
    {
      schema: {
        tags: ["traffic"],
        operationId: "listTrafficRoutes",
        summary: "Every traffic route, with what is observed of it",
        description: "Configured shares beside observed ones. Observed numbers are of the live picture's moment.",
        querystring: noQuery,
        response: { 200: TrafficRoutesSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const visible = await request.visible();
      const routes = await withCluster(options.changes).routes(withCluster(request.caller), clientSignal(reply));
      const picture = await options.observer.current();
      return {
        at: picture?.at ?? new Date(options.now()).toISOString(),
        windowSeconds: picture?.windowSeconds ?? options.windowSeconds,
        routes: routes.map((route) => visibleRoute(visible, route)),
      };
    },
  );
};
