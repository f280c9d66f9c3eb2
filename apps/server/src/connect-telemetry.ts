import {
  createIstioTelemetry,
  createPrometheusClient,
  type PrometheusConnection,
  type RequestReport,
} from "@fyr/prometheus";
import { lasting } from "./observer/source/lasting.ts";
import type { LookingTelemetry } from "./observer/source/telemetry.ts";

interface Options {
  readonly prometheus: PrometheusConnection;
  readonly timeoutMs: number;
  readonly onRequest: (report: RequestReport) => void;
}

/** Said at start, and beside every picture. */
export const insecureSentence =
  "Fyr takes any certificate of Prometheus (--prometheus-insecure): whoever stands in between can read its credentials and change the numbers.";

/** How dense samples are and how far back they reach hardly changes: it is asked once an hour. */
const factsSeconds = 3600;

/** Istio's measurements, read from Prometheus. */
export function connectTelemetry({ prometheus, timeoutMs, onRequest }: Options): LookingTelemetry {
  const client = createPrometheusClient({
    ...prometheus,
    timeoutMs,
    onRequest,
  });
  const istio = createIstioTelemetry(client);
  const own = prometheus.tls?.insecure === true ? [insecureSentence] : [];
  return {
    ...istio,
    traffic: async (moment, signal) => {
      const measured = await istio.traffic(moment, signal);
      return { ...measured, warnings: [...own, ...measured.warnings] };
    },
    version: async (signal) => (await client.buildInfo(signal)).version,
    scrapeInterval: lasting(factsSeconds, client.scrapeInterval),
    samplesWithin: client.samplesWithin,
    oldestSample: lasting(factsSeconds, client.oldestSample),
  };
}
