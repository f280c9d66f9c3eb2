import { known, type TrafficSample } from "@fyr/topology";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import {
  either,
  is,
  isNot,
  type Matcher,
  marked,
  type PromQl,
  positive,
  rate,
  select,
  startsNotWith,
  startsWith,
  sumBy,
} from "../promql.ts";
import { keyLabels, type Labels, metricMark, outcomeLabels, proxyMark, textOf } from "./labels.ts";
import { missingLabels } from "./missing-labels.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { createKeyReader, type KeyReader, requestProtocol } from "./read-key.ts";
import { readFlags, readOutcome } from "./read-outcome.ts";

// No proxy has `request_operation` unless it is told to: a label nobody has costs nothing here.
const requestLabels = [...keyLabels, ...outcomeLabels, "connection_security_policy", "request_operation"];
const connectionLabels = [...keyLabels, "response_flags", "connection_security_policy"];

/** Rates of the whole mesh: one request for requests, one for connections. */
export async function readTraffic(
  client: PrometheusClient,
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const requests = positive(sumBy(requestLabels, rate(select("istio_requests_total"), windowSeconds)));
  const connections = either(
    ...Object.entries(connectionMetrics).flatMap(([mark, metric]) => connectionRates(metric, mark, windowSeconds)),
  );
  const answers = await Promise.all([client.query(requests, at, signal), client.query(connections, at, signal)]);
  const [{ rows: counted }, { rows: connected }] = answers;
  const reader = createKeyReader();
  const samples = [
    ...counted.flatMap((row) => readRequests(reader, row) ?? []),
    ...connected.flatMap((row) => readConnections(reader, row) ?? []),
  ];
  return { samples, warnings: [...warningsOf(...answers), ...missingLabels(counted, connected)] };
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

/**
 * A ztunnel is known by its pods' label, where those are on its series, else by its pods' name. Its rows are marked
 * apart: beside a proxy's own they are the same traffic, seen a layer lower.
 */
function connectionRates(metric: string, mark: string, windowSeconds: number): PromQl[] {
  const rateOf = (...matchers: Matcher[]) => rate(select(metric, matchers), windowSeconds);
  const byLabel = is("app", ztunnel);
  const byName = startsWith("pod", `${ztunnel}-`);
  const unlabelled = isNot("app", ztunnel);
  return [
    marked(sumBy(connectionLabels, rateOf(unlabelled, startsNotWith("pod", `${ztunnel}-`))), metricMark, mark),
    marked(
      marked(sumBy(connectionLabels, either(rateOf(byLabel), rateOf(unlabelled, byName))), metricMark, mark),
      proxyMark,
      ztunnel,
    ),
  ];
}

const ztunnel = "ztunnel";

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
