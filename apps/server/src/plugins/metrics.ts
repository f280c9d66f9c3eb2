import type { ProblemCode } from "@fyr/contract";
import type { RequestReport } from "@fyr/prometheus";
import fp from "fastify-plugin";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { ObserverMetrics } from "../observer/observer-deps.ts";

/** What Fyr tells of its own work at `/metrics`. */
export interface Metrics extends ObserverMetrics {
  readonly registry: Registry;
  asked(report: RequestReport): void;
  problem(code: ProblemCode): void;
  /** Bytes of one event, once for all viewers. */
  framed(event: string, bytes: number): void;
  answered(method: string, route: string, status: number, seconds: number): void;
}

const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const queries = new Counter({
    name: "fyr_prometheus_queries_total",
    help: "Requests sent to Prometheus.",
    labelNames: ["kind", "outcome"] as const,
    registers,
  });
  const queryDuration = new Histogram({
    name: "fyr_prometheus_query_duration_seconds",
    help: "Time from sending a request to Prometheus to the last byte of its answer.",
    labelNames: ["kind"] as const,
    buckets: seconds,
    registers,
  });
  const ticks = new Counter({
    name: "fyr_ticks_total",
    help: "Looks at the mesh.",
    labelNames: ["outcome"] as const,
    registers,
  });
  const tickDuration = new Histogram({
    name: "fyr_tick_duration_seconds",
    help: "Time one look takes, from asking to publishing.",
    buckets: seconds,
    registers,
  });
  const subscribers = new Gauge({ name: "fyr_stream_subscribers", help: "Open event streams.", registers });
  const frameBytes = new Histogram({
    name: "fyr_stream_diff_bytes",
    help: "Size of one event before compression; each is made once for all viewers.",
    labelNames: ["event"] as const,
    buckets: [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304],
    registers,
  });
  const problems = new Counter({
    name: "fyr_errors_total",
    help: "Problems answered, by code.",
    labelNames: ["code"] as const,
    registers,
  });
  const requests = new Histogram({
    name: "fyr_http_request_duration_seconds",
    help: "Time to answer one request; event streams are left out.",
    labelNames: ["method", "route", "status"] as const,
    buckets: seconds,
    registers,
  });
  return {
    registry,
    asked: ({ kind, outcome, seconds: took }) => {
      queries.inc({ kind, outcome });
      queryDuration.observe({ kind }, took);
    },
    ticked: (outcome, took) => {
      ticks.inc({ outcome });
      tickDuration.observe(took);
    },
    subscribed: (change) => subscribers.inc(change),
    framed: (event, bytes) => frameBytes.observe({ event }, bytes),
    problem: (code) => problems.inc({ code }),
    answered: (method, route, status, took) => requests.observe({ method, route, status: String(status) }, took),
  };
}

/** `/metrics`, and the time every request takes. */
export const metricsPlugin = fp<{ readonly metrics: Metrics }>(
  async (app, { metrics }) => {
    app.addHook("onResponse", async (request, reply) => {
      const route = request.routeOptions.url ?? "none";
      metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    });
    app.get(
      "/metrics",
      { schema: { hide: true }, config: { openToAnyHost: true, openToStrangers: true }, logLevel: "warn" },
      async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
  },
  { name: "metrics" },
);
