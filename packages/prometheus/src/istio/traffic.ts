import { known, type TrafficSample } from "@fyr/topology";
import type { Labels, VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { positive } from "../promql.ts";
import {
  connectionCounters,
  edgeRates,
  markedRates,
  messageCounters,
  requestCounter,
  ztunnel,
} from "./edge-counters.ts";
import { metricMark, proxyMark, textOf } from "./labels.ts";
import { missingLabels } from "./missing-labels.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { createKeyReader, type KeyReader, requestProtocol } from "./read-key.ts";
import { readFlags, readOutcome } from "./read-outcome.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

/** Rates of the whole mesh: one request for requests, one for connections; one for both where they are recorded. */
export async function readTraffic(
  client: PrometheusClient,
  recorded: RecordedSeries,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const { counted, connected, warnings, source } =
    (await recordedTraffic(recorded, moment, signal)) ?? (await rawTraffic(client, moment, signal));
  const reader = createKeyReader();
  const samples = [
    ...counted.flatMap((row) => readRequests(reader, row) ?? []),
    ...connected.flatMap((row) => readConnections(reader, row) ?? []),
  ];
  const complaints = await recorded.complaintsAt(moment);
  return { samples, source, warnings: [...warnings, ...complaints, ...missingLabels(counted, connected)] };
}

interface Traffic {
  readonly counted: readonly VectorRow[];
  readonly connected: readonly VectorRow[];
  readonly warnings: readonly string[];
  readonly source: "recorded" | "raw";
}

async function rawTraffic(
  client: PrometheusClient,
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Traffic> {
  const answers = await Promise.all([
    client.query(positive(edgeRates(requestCounter, windowSeconds)), at, signal),
    client.query(markedRates(connectionCounters, windowSeconds), at, signal),
  ]);
  const [{ rows: counted }, { rows: connected }] = answers;
  return { counted, connected, warnings: warningsOf(...answers), source: "raw" };
}

const recordedMetrics = [...new Set([requestCounter, ...connectionCounters].map(({ metric }) => metric))];

async function recordedTraffic(
  recorded: RecordedSeries,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Traffic | undefined> {
  const answer = await recorded.read(recordedMetrics, "traffic", moment, signal);
  if (answer === undefined) return undefined;
  const { requests = [], connections = [] } = Object.groupBy(answer.rows, ({ metric }) =>
    metric[metricMark] === requestCounter.marks[metricMark] ? "requests" : "connections",
  );
  const counted = requests.filter(({ value }) => value > 0);
  return { counted, connected: connections, warnings: answer.warnings, source: "recorded" };
}

/** gRPC messages of the whole mesh: one request. */
export async function readMessages(
  client: PrometheusClient,
  recorded: RecordedSeries,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const { at, windowSeconds } = moment;
  const metrics = messageCounters.map(({ metric }) => metric);
  const { rows, warnings } =
    (await recorded.read(metrics, "traffic", moment, signal)) ??
    (await client.query(markedRates(messageCounters, windowSeconds), at, signal));
  const reader = createKeyReader();
  const samples = rows.flatMap(({ metric, value }): TrafficSample[] => {
    const key = reader.read(metric, "grpc");
    const direction = metric[metricMark] === "request" ? "toTarget" : "toSource";
    return key === undefined ? [] : [{ ...key, kind: "messages", direction, perSecond: value }];
  });
  return { samples, warnings };
}

function readRequests(reader: KeyReader, { metric, value }: VectorRow): TrafficSample | undefined {
  const key = reader.read(metric, requestProtocol(metric));
  if (key === undefined) return undefined;
  const operation = known("operation", textOf(metric, "request_operation"));
  return {
    ...key,
    kind: "requests",
    ...readOutcome(metric),
    ...operation,
    ...requestSecurity(metric),
    perSecond: value,
  };
}

function readConnections(reader: KeyReader, { metric, value }: VectorRow): TrafficSample | undefined {
  const key = reader.read(metric, "tcp");
  if (key === undefined) return undefined;
  const mark = metric[metricMark];
  const counted = {
    ...key,
    ...readFlags(metric),
    ...known("ztunnel", metric[proxyMark] === ztunnel || undefined),
    perSecond: value,
  };
  if (mark === "opened") return { ...counted, kind: "connections" };
  const direction = mark === "received" ? "toTarget" : "toSource";
  return { ...counted, kind: "bytes", direction, ...connectionSecurity(metric) };
}

function requestSecurity(labels: Labels): { mtls?: boolean } {
  const policy = labels["connection_security_policy"];
  if (policy === "mutual_tls") return { mtls: true };
  return policy === "none" ? { mtls: false } : {};
}

/** A ztunnel never says `none`: at the callee's side its `unknown` is plaintext let through. */
function connectionSecurity(labels: Labels): { mtls?: boolean } {
  const passedThrough = labels["reporter"] === "destination" && labels["connection_security_policy"] === "unknown";
  return passedThrough ? { mtls: false } : requestSecurity(labels);
}
