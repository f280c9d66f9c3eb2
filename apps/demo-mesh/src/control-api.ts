import fastify, { type FastifyInstance } from "fastify";
import { LIVE_STEP } from "./history/schedule.ts";
import type { Exemplars } from "./metrics/exemplars.ts";
import { createPageWriter } from "./metrics/exposition.ts";
import { PLATFORM_PAGE } from "./metrics/platform-metrics.ts";
import { wantsOpenMetrics } from "./metrics/wants-open-metrics.ts";
import { isScenarioName, SCENARIO_NAMES } from "./scenarios/scenario.ts";
import type { Stage } from "./scenarios/stage.ts";
import type { Simulation } from "./simulation.ts";
import { addJaeger, type JaegerOptions } from "./traces/jaeger-api.ts";

export interface ControlApiOptions {
  readonly simulation: Simulation;
  readonly stage: Stage;
  readonly namespaces: readonly string[];
  /** Unix seconds. */
  readonly now: () => number;
  /** `host:port` under which Prometheus reaches this API. */
  readonly address: () => string;
  /** Traces, as Jaeger would hand them out. */
  readonly jaeger?: JaegerOptions;
  /** Requests that buckets have counted, by their traces. */
  readonly exemplars: Exemplars;
  /** History is written: samples may come from scraping now. */
  readonly isLive: () => boolean;
}

/**
 * Metrics pages for Prometheus, and the levers of the stage for whoever runs the demo. Until history is written it
 * names no targets and answers 503: after the first scrape older samples could not go in.
 */
export function buildControlApi(options: ControlApiOptions): FastifyInstance {
  const app = fastify({ logger: false, forceCloseConnections: true });
  addMetrics(app, options);
  addStage(app, options);
  if (options.jaeger) addJaeger(app, options.jaeger);
  app.get("/ready", async (_, reply) => {
    const isLive = options.isLive();
    return reply.code(isLive ? 200 : 503).send({ status: isLive ? "ready" : "writing history" });
  });
  return app;
}

function addMetrics(app: FastifyInstance, options: ControlApiOptions): void {
  const { simulation, namespaces, now, address, isLive, exemplars } = options;
  const pages = [...namespaces, PLATFORM_PAGE];
  const writer = createPageWriter();
  app.get("/prometheus/targets", async () => {
    const named = isLive() ? pages : [];
    return named.map((page) => ({ targets: [address()], labels: targetLabels(page, `/metrics/${page}`) }));
  });
  app.get<{ Params: { page: string } }>("/metrics/:page", async (request, reply) => {
    const { page } = request.params;
    if (!pages.includes(page)) return reply.code(404).send({ error: `There is no page ${page}.` });
    if (!isLive()) return reply.code(503).send({ error: "History is being written." });
    simulation.advanceTo(now(), LIVE_STEP);
    const blocks = simulation.registry.page(page);
    if (!wantsOpenMetrics(request.headers.accept)) {
      return reply.type("text/plain; version=0.0.4; charset=utf-8").send(writer.write(blocks));
    }
    exemplars.advanceTo(now());
    return reply
      .type("application/openmetrics-text; version=1.0.0; charset=utf-8")
      .send(writer.writeOpenMetrics(blocks, exemplars.of));
  });
  app.post<{ Body: { namespace?: unknown } }>("/restart-counters", async (request, reply) => {
    const page = request.body?.namespace;
    if (typeof page !== "string" || !pages.includes(page)) {
      return reply.code(400).send({ error: `namespace is one of ${pages.join(", ")}.` });
    }
    simulation.registry.restart(page);
    return { restarted: page };
  });
}

/** `instance` does not name the port, so that series go on when the next run is given another one. */
export function targetLabels(page: string, path?: string): Record<string, string> {
  return { instance: `${page}.demo-mesh`, ...(path !== undefined && { __metrics_path__: path }) };
}

function addStage(app: FastifyInstance, { simulation, stage, now }: ControlApiOptions): void {
  const describe = () => {
    const { scenario, onset } = stage.current();
    return { scenario: scenario.name, onset: new Date(onset * 1000).toISOString() };
  };
  app.get("/scenario", async () => ({ ...describe(), names: SCENARIO_NAMES }));
  app.get("/truth", async () => {
    const { scenario, onset, mendedAt } = stage.current();
    const { cause, ...truth } = scenario.truth;
    return {
      ...describe(),
      ...truth,
      ...(cause && { cause: { ...cause, at: new Date((onset + cause.afterOnset) * 1000).toISOString() } }),
      ...(mendedAt !== undefined && { mendedAt: new Date(mendedAt * 1000).toISOString() }),
      routerFrozen: simulation.isRouterFrozen(),
    };
  });
  app.put<{ Body: { name?: unknown } }>("/scenario", async (request, reply) => {
    const name = request.body?.name;
    if (!isScenarioName(name)) return reply.code(400).send({ error: `name is one of ${SCENARIO_NAMES.join(", ")}.` });
    stage.play(name, now());
    return describe();
  });
  app.put<{ Body: { frozen?: unknown } }>("/router", async (request, reply) => {
    const frozen = request.body?.frozen;
    if (typeof frozen !== "boolean") return reply.code(400).send({ error: "frozen is true or false." });
    simulation.freezeRouter(frozen);
    return { frozen };
  });
}
