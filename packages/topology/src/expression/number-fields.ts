import { failedConnectionsOf, failedShareOf, nodeFailedShareOf } from "../failed-share.ts";
import type { Field } from "./field.ts";

/** What is compared with numbers. */
export const numberFields: readonly Field[] = [
  {
    kind: "number",
    unit: "perSecond",
    name: "rate",
    aliases: ["rps", "traffic"],
    says: "requests a second; of a node, those it receives",
    node: ({ inbound }) => [inbound.requestsPerSecond],
    edge: ({ requestsPerSecond }) => [requestsPerSecond],
  },
  {
    kind: "number",
    unit: "perSecond",
    name: "sent",
    aliases: ["out"],
    says: "requests a second a node sends",
    node: ({ outbound }) => [outbound.requestsPerSecond],
  },
  {
    kind: "number",
    unit: "share",
    name: "errors",
    aliases: ["error"],
    says: "share of failed requests, of TCP connections",
    node: (node) => [nodeFailedShareOf(node)],
    edge: (edge) => [failedShareOf(edge)],
  },
  {
    kind: "number",
    unit: "share",
    name: "clientErrors",
    aliases: ["4xx"],
    says: "share of requests refused as wrong",
    node: ({ inbound }) => [inbound.clientErrorRatio],
    edge: ({ clientErrorRatio }) => [clientErrorRatio],
  },
  {
    kind: "number",
    unit: "share",
    name: "success",
    aliases: [],
    says: "share that did not fail, likewise",
    node: (node) => [oneLess(nodeFailedShareOf(node))],
    edge: (edge) => [oneLess(failedShareOf(edge))],
  },
  ...(["p50", "p95", "p99", "mean"] as const).map(
    (name): Field => ({
      kind: "number",
      unit: "ms",
      name,
      aliases: name === "mean" ? ["avg"] : [],
      says: name === "mean" ? "mean latency" : `${name} latency`,
      node: ({ inbound }) => [inbound.latencyMs?.[name]],
      edge: ({ latencyMs }) => [latencyMs?.[name]],
    }),
  ),
  {
    kind: "number",
    unit: "times",
    name: "slower",
    aliases: [],
    says: "p95 against its usual: 2 is twice",
    node: ({ inbound }) => [timesOf(inbound.latencyMs?.p95, inbound.latencyMs?.usual?.p95)],
    edge: ({ latencyMs }) => [timesOf(latencyMs?.p95, latencyMs?.usual?.p95)],
  },
  {
    kind: "number",
    unit: "bytes",
    name: "bytes",
    aliases: ["throughput"],
    says: "TCP bytes a second, both ways",
    node: ({ inbound }) => [inbound.bytesPerSecond],
    edge: ({ bytesPerSecond: bytes }) => [bytes && bytes.toTarget + bytes.toSource],
  },
  {
    kind: "number",
    unit: "perSecond",
    name: "connections",
    aliases: [],
    says: "TCP connections opened a second",
    edge: ({ connectionsPerSecond }) => [connectionsPerSecond],
  },
  {
    kind: "number",
    unit: "share",
    name: "failedConnections",
    aliases: [],
    says: "share of TCP connections not made, denied or broken",
    node: (node) => [failedConnectionsOf(node)?.value],
    edge: ({ failedConnectionRatio }) => [failedConnectionRatio],
  },
  {
    kind: "number",
    unit: "share",
    name: "mtls",
    aliases: [],
    says: "share of traffic under mutual TLS",
    edge: ({ mtlsRatio }) => [mtlsRatio],
  },
];

function oneLess(ratio: number | undefined): number | undefined {
  return ratio === undefined ? undefined : 1 - ratio;
}

function timesOf(now: number | undefined, usual: number | undefined): number | undefined {
  return now === undefined || usual === undefined || usual === 0 ? undefined : now / usual;
}
