import type { Telemetry } from "../source/telemetry.ts";
import type { ThreadLine } from "./thread-line.ts";

const questions = {
  traffic: true,
  messages: true,
  latencies: true,
  series: true,
  requestLines: true,
  edgeLatencyBuckets: true,
  edgeExtras: true,
  hosts: true,
  containerCpu: true,
  requestsByDestination: true,
  outcomesByDestination: true,
  slowByDestination: true,
  latencyByDestination: true,
  lastPush: true,
  heatmap: true,
  tracedRequests: true,
  podTraffic: true,
  podContainers: true,
  connectionsTo: true,
  happenings: true,
  controlPlaneVersion: true,
  newestSample: true,
  connection: true,
  version: true,
  scrapeInterval: true,
  samplesWithin: true,
  oldestSample: true,
} as const satisfies Record<keyof Telemetry, true>;

/** The telemetry of the looking thread: one client, one queue and one memory of what Prometheus has, for both threads. */
export function remoteTelemetry(line: ThreadLine): Telemetry {
  const asks = Object.keys(questions).map((name) => [
    name,
    (...given: readonly unknown[]) => {
      const last = given.at(-1);
      const args = last === undefined || last instanceof AbortSignal ? given.slice(0, -1) : given;
      return line.ask(name as keyof Telemetry, args, last instanceof AbortSignal ? last : undefined);
    },
  ]);
  return Object.fromEntries(asks) as Telemetry;
}
