import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Details, DetailsQuerySchema, DetailsSchema } from "@fyr/contract";
import type { TelemetryMoment } from "@fyr/prometheus";
import { AppError } from "../app-error.ts";
import type { History } from "../observer/history.ts";
import { alignedInstant, formatInstant } from "../observer/instant.ts";
import type { Observer } from "../observer/observer.ts";
import type { Telemetry } from "../observer/telemetry.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { nodeInventory } from "./node-inventory.ts";
import { readInstant } from "./read-query.ts";

interface Options {
  readonly observer: Observer;
  readonly telemetry: Pick<Telemetry, "edgeLatencyBuckets" | "hosts" | "containerCpu">;
  readonly history: History;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly refreshSeconds: number;
  readonly windowSeconds: number;
}

export const detailsApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  app.get(
    "/api/details",
    {
      schema: {
        tags: ["mesh"],
        summary: "What only an open inspector needs",
        description: "Of an edge: how long its requests take. Of a node: its pods, where they run, and their CPU.",
        querystring: DetailsQuerySchema,
        response: { 200: DetailsSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { edge, node, at: text, windowSeconds: asked } = request.query;
      const id = edge === undefined ? (node === undefined ? undefined : { node }) : { edge };
      if (id === undefined || (edge !== undefined && node !== undefined)) {
        throw new AppError("bad_request", "Name either an edge or a node.", {
          field: edge === undefined ? "edge" : "node",
        });
      }
      const signal = clientSignal(reply);
      const at = text === undefined ? undefined : pastInstant(text, options.now() / 1000);
      const subject = await options.observer.resolve(id, at, signal);
      if (subject === undefined) {
        throw new AppError("unknown_subject", "That is not on the map at this moment.", {
          field: edge ? "edge" : "node",
        });
      }
      const minimum = await options.history.minimumWindowSeconds(signal);
      const moment = {
        at: at ?? alignedInstant(options.now() / 1000, options.refreshSeconds),
        windowSeconds: Math.max(asked ?? options.windowSeconds, minimum),
      };
      if (subject.type === "edge") {
        const latency = await options.telemetry.edgeLatencyBuckets(subject.keys, moment, signal);
        return {
          type: "edge" as const,
          at: formatInstant(moment.at),
          ...latency,
          latencyBuckets: [...latency.latencyBuckets],
        };
      }
      const known = nodeInventory(subject.node, options.observer.inventory());
      return {
        type: "node" as const,
        at: formatInstant(moment.at),
        ...known,
        ...(await measuredOf(known, subject.node.namespace, moment)),
      };

      async function measuredOf(
        { pods }: ReturnType<typeof nodeInventory>,
        namespace: string | undefined,
        measuredAt: TelemetryMoment,
      ): Promise<Pick<Extract<Details, { type: "node" }>, "hosts" | "cpuCores" | "proxyCpuCores">> {
        const names = [...new Set(pods.flatMap((pod) => pod.host ?? []))].sort();
        if (namespace === undefined || pods.length === 0) return { hosts: [] };
        const podNames = pods.map((pod) => pod.name);
        const [hosts, cpu] = await Promise.all([
          options.telemetry.hosts(names, measuredAt, signal),
          options.telemetry.containerCpu({ namespace, podNames }, measuredAt, signal),
        ]);
        return { hosts, ...cpu };
      }
    },
  );
};

function pastInstant(text: string, now: number): number {
  const at = readInstant(text, "at");
  if (at > now + 5) throw new AppError("bad_request", "at lies in the future.", { field: "at" });
  return Math.floor(at);
}
