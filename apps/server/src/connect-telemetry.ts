import {
  createIstioTelemetry,
  createPrometheusClient,
  type PrometheusConnection,
  type RequestReport,
} from "@fyr/prometheus";
import type { LookingTelemetry } from "./observer/source/telemetry.ts";

interface Options {
  readonly prometheus: PrometheusConnection;
  readonly timeoutMs: number;
  readonly onRequest: (report: RequestReport) => void;
}

/** Istio's measurements, read from Prometheus. */
export function connectTelemetry({ prometheus, timeoutMs, onRequest }: Options): LookingTelemetry {
  const client = createPrometheusClient({
    ...prometheus,
    timeoutMs,
    onRequest,
  });
  return {
    ...createIstioTelemetry(client),
    version: async (signal) => (await client.buildInfo(signal)).version,
    scrapeInterval: (at, signal) => client.scrapeInterval(at, signal),
    samplesWithin: (seconds, at, signal) => client.samplesWithin(seconds, at, signal),
    oldestSample: (at, signal) => client.oldestSample(at, signal),
  };
}
