import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Details, DetailsQuerySchema, DetailsSchema, type TopologyNode } from "@fyr/contract";
import type { TelemetryMoment } from "@fyr/prometheus";
import { known } from "@fyr/topology";
import type { AnyObserver } from "../observer/any-observer.ts";
import { formatInstant } from "../observer/instant-text.ts";
import { alignedInstant } from "../observer/live/aligned-instant.ts";
import type { History } from "../observer/source/history.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import type { Subject } from "../observer/subject.ts";
import { problemResponses } from "../plugins/problem.ts";
import { isVisible, type Visible } from "../visibility/visible.ts";
import { answeredWindow } from "./answered-window.ts";
import { clientSignal } from "./client-signal.ts";
import { checkNamesOne, namedSubject } from "./named-subject.ts";
import { nodeInventory } from "./node-inventory.ts";
import { readInstant } from "./read-query.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly telemetry: Pick<Telemetry, "edgeLatencyBuckets" | "edgeExtras" | "hosts" | "containerCpu">;
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
        operationId: "getDetails",
        summary: "What only an open inspector needs",
        description:
          "Of an edge: how long its requests take, what they weigh, and who speaks with whom. Of a node: its pods, where they run, and their CPU.",
        querystring: DetailsQuerySchema,
        response: { 200: DetailsSchema, ...problemResponses },
      },
    },
    async (request, reply): Promise<Details> => {
      const { at: text, windowSeconds = options.windowSeconds } = request.query;
      checkNamesOne(request.query);
      const signal = clientSignal(reply);
      const asked = text === undefined ? undefined : Math.floor(readInstant(text, "at"));
      const when = { windowSeconds, ...known("at", asked) };
      const visible = await request.visible();
      const subject = await namedSubject(options.observer, request.query, when, visible, signal);
      // What is asked for beside a live picture is of its moment.
      const at = asked ?? subject?.live?.at ?? alignedInstant(options.now() / 1000, options.refreshSeconds);
      const moment = { at, windowSeconds: await options.history.trustedWindowSeconds(windowSeconds, at, signal) };
      const answered = { at: formatInstant(at), ...answeredWindow(windowSeconds, moment.windowSeconds) };
      if (subject?.type === "node") {
        return { type: "node", ...answered, ...(await nodeDetails(options, subject.node, visible, moment, signal)) };
      }
      return { type: "edge", ...answered, ...(await edgeDetails(options, subject, moment, signal)) };
    },
  );
};

/** What a live picture knows is told as it stands there; the rest is asked for, of the same moment and window. */
async function edgeDetails(
  { telemetry }: Options,
  subject: Extract<Subject, { type: "edge" }> | undefined,
  moment: TelemetryMoment,
  signal: AbortSignal,
) {
  const keys = subject?.keys ?? [];
  const [{ latencyBuckets, ...latency }, extras] = await Promise.all([
    telemetry.edgeLatencyBuckets(keys, moment, signal),
    telemetry.edgeExtras(keys, moment, signal),
  ]);
  return { latencyBuckets: [...(subject?.live?.latencyBuckets ?? latencyBuckets)], ...latency, ...extras };
}

async function nodeDetails(
  { telemetry, observer }: Options,
  node: TopologyNode,
  visible: Visible,
  moment: TelemetryMoment,
  signal: AbortSignal,
) {
  const { pods, routes } = nodeInventory(node, observer.inventory(), (await observer.current())?.clusters ?? []);
  const names = [...new Set(pods.flatMap((pod) => pod.host ?? []))].sort();
  const podNames = pods.map((pod) => pod.name);
  const [hosts, cpu] = await Promise.all([
    telemetry.hosts(names, moment, signal),
    node.namespace === undefined ? {} : telemetry.containerCpu({ namespace: node.namespace, podNames }, moment, signal),
  ]);
  return { pods, routes: routes.filter((route) => isVisible(visible, route.namespace)), hosts, ...cpu };
}
