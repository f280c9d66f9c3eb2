import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Capabilities, CapabilitiesSchema } from "@fyr/contract";
import { known } from "@fyr/topology";
import type { Tracing } from "@fyr/tracing";
import { formatInstant } from "../observer/instant-text.ts";
import type { History } from "../observer/source/history.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";

interface Options {
  readonly telemetry: Pick<Telemetry, "version">;
  readonly history: History;
  readonly cluster: { readonly name: string } | undefined;
  readonly tracing: Pick<Tracing, "kind"> | undefined;
  readonly grafana: string | undefined;
  readonly version: string;
  readonly readOnly: boolean;
  readonly refreshSeconds: number;
  readonly windowSeconds: number;
}

/** What is assumed of a source that cannot be asked: Prometheus' usual scrape interval. */
const usualMinimumWindowSeconds = 60;

export const capabilitiesApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  app.get(
    "/api/capabilities",
    {
      schema: {
        tags: ["fyr"],
        operationId: "getCapabilities",
        summary: "What is connected, and what that allows",
        querystring: noQuery,
        response: { 200: CapabilitiesSchema, ...problemResponses },
      },
    },
    async (_request, reply) => capabilitiesOf(options, clientSignal(reply)),
  );
};

/** Answers also while Prometheus does not: what is not known is left out. */
async function capabilitiesOf(options: Options, signal: AbortSignal): Promise<Capabilities> {
  const [version, minimum, oldest] = await Promise.all([
    ifKnown(options.telemetry.version(signal)),
    ifKnown(options.history.minimumWindowSeconds(signal)),
    ifKnown(options.history.oldestSample(signal)),
  ]);
  return {
    version: options.version,
    provider: "istio",
    readOnly: options.readOnly,
    cluster: { connected: options.cluster !== undefined, ...(options.cluster && { name: options.cluster.name }) },
    prometheus: version === undefined ? {} : { version },
    ...known("tracing", options.tracing?.kind),
    ...known("grafana", options.grafana),
    refreshSeconds: options.refreshSeconds,
    defaultWindowSeconds: options.windowSeconds,
    minimumWindowSeconds: minimum ?? usualMinimumWindowSeconds,
    ...(oldest === undefined ? {} : { historyFrom: formatInstant(oldest) }),
  };
}

async function ifKnown<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch(() => undefined);
}
