import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { MeasuredPodsSchema, PodsQuerySchema } from "@fyr/contract";
import type { Cluster } from "@fyr/kubernetes";
import { known } from "@fyr/topology";
import { AppError } from "../app-error.ts";
import { createPodsReader, zonesOf } from "../evidence/read-pods.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import { formatInstant } from "../observer/instant-text.ts";
import { alignedInstant } from "../observer/live/aligned-instant.ts";
import type { History } from "../observer/source/history.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { namedSubject } from "./named-subject.ts";
import { readInstant } from "./read-query.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly telemetry: Pick<Telemetry, "podTraffic" | "podContainers" | "connectionsTo">;
  readonly history: History;
  /** Absent with --no-cluster. */
  readonly objects: Pick<Cluster, "objects"> | undefined;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly refreshSeconds: number;
  readonly windowSeconds: number;
}

export const podsApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const read = createPodsReader(options.telemetry);
  app.get(
    "/api/pods",
    {
      schema: {
        tags: ["investigate"],
        operationId: "comparePods",
        summary: "The pods of a workload beside each other",
        description: "Each by its own proxy and by cAdvisor, and who of them, if anybody, stands out.",
        querystring: PodsQuerySchema,
        response: { 200: MeasuredPodsSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { at: text, windowSeconds = options.windowSeconds } = request.query;
      const { observer, history } = options;
      const signal = clientSignal(reply);
      const asked = text === undefined ? undefined : Math.floor(readInstant(text, "at"));
      const when = { windowSeconds, ...known("at", asked) };
      const subject = await namedSubject(observer, request.query, when, await request.visible(), signal);
      if (subject?.type !== "node") throw new AppError("bad_request", "Name one node by its id.", { field: "node" });
      const at = asked ?? subject.live?.at ?? alignedInstant(options.now() / 1000, options.refreshSeconds);
      const moment = { at, windowSeconds: await history.trustedWindowSeconds(windowSeconds, at, signal) };
      const around = {
        inventory: observer.inventory(),
        clusters: (await observer.current())?.clusters ?? [],
        zones: await zonesOf(options.objects, request.caller, signal),
      };
      return {
        at: formatInstant(at),
        windowSeconds: moment.windowSeconds,
        ...(await read(subject, around, moment, signal)),
      };
    },
  );
};
