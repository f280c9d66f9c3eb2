import type { TrafficSample } from "@fyr/topology";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, marked, positive, rate, select, sumBy } from "../promql.ts";
import { keyLabels, type Labels, metricMark, outcomeLabels } from "./labels.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { createKeyReader, type KeyReader, requestProtocol } from "./read-key.ts";
import { readFlags, readOutcome } from "./read-outcome.ts";

const requestLabels = [...keyLabels, ...outcomeLabels, "connection_security_policy"];
const connectionLabels = [...keyLabels, "response_flags", "connection_security_policy"];

/** Rates of the whole mesh: one request for requests, one for connections. */
export async function readTraffic(
  client: PrometheusClient,
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const requests = positive(sumBy(requestLabels, rate(select("istio_requests_total"), windowSeconds)));
  const connections = either(
    ...Object.entries(connectionMetrics).map(([mark, metric]) =>
      marked(sumBy(connectionLabels, rate(select(metric), windowSeconds)), metricMark, mark),
    ),
  );
  const answers = await Promise.all([client.query(requests, at, signal), client.query(connections, at, signal)]);
  const reader = createKeyReader();
  const samples = [
    ...answers[0].rows.flatMap((row) => readRequests(reader, row) ?? []),
    ...answers[1].rows.flatMap((row) => readConnections(reader, row) ?? []),
  ];
  return { samples, warnings: warningsOf(...answers) };
}

/** gRPC messages of the whole mesh: one request. Istio says `request` and `response`, whoever reports. */
export async function readMessages(
  client: PrometheusClient,
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const messages = either(
    ...(["request", "response"] as const).map((mark) =>
      marked(sumBy(keyLabels, rate(select(`istio_${mark}_messages_total`), windowSeconds)), metricMark, mark),
    ),
  );
  const { rows, warnings } = await client.query(messages, at, signal);
  const reader = createKeyReader();
  const samples = rows.flatMap(({ metric, value }): TrafficSample[] => {
    const key = reader.read(metric, "grpc");
    const direction = metric[metricMark] === "request" ? "toTarget" : "toSource";
    return key === undefined ? [] : [{ ...key, kind: "messages", direction, perSecond: value }];
  });
  return { samples, warnings };
}

/** Istio counts bytes as the server does: received is what the caller sent. */
const connectionMetrics = {
  received: "istio_tcp_received_bytes_total",
  sent: "istio_tcp_sent_bytes_total",
  opened: "istio_tcp_connections_opened_total",
} as const;

function readRequests(reader: KeyReader, { metric, value }: VectorRow): TrafficSample | undefined {
  const key = reader.read(metric, requestProtocol(metric));
  if (key === undefined) return undefined;
  return { ...key, kind: "requests", ...readOutcome(metric), ...requestSecurity(metric), perSecond: value };
}

function readConnections(reader: KeyReader, { metric, value }: VectorRow): TrafficSample | undefined {
  const key = reader.read(metric, "tcp");
  if (key === undefined) return undefined;
  const mark = metric[metricMark];
  if (mark === "opened") return { ...key, kind: "connections", ...readFlags(metric), perSecond: value };
  const direction = mark === "received" ? "toTarget" : "toSource";
  return { ...key, kind: "bytes", direction, ...readFlags(metric), ...connectionSecurity(metric), perSecond: value };
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
