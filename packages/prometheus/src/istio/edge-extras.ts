import type { Principals } from "@fyr/contract";
import type { SampleKey } from "@fyr/topology";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, marked, positive, rate, select, sumBy, topk } from "../promql.ts";
import { metricMark, textOf } from "./labels.ts";
import type { TelemetryMoment } from "./moment.ts";
import { ratesOfEdges, selectionsOf } from "./subject-rates.ts";

/** What is told of an edge only to those who look closely. Absent is not measured. */
export interface EdgeExtras {
  /** Of TCP: opened less closed. */
  readonly openConnections?: number;
  /** Of HTTP and gRPC: requests to the target, answers to the source. */
  readonly throughputBytesPerSecond?: { readonly toTarget: number; readonly toSource: number };
  readonly principals?: Principals;
}

/** An edge has a few identities; where there are hundreds (a gateway's callers) the busiest say enough. */
const mostPrincipals = 20;

/** At most 2 requests an edge: what only TCP has, or only requests have, and who spoke with whom. */
export async function readEdgeExtras(
  client: PrometheusClient,
  keys: readonly SampleKey[],
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<EdgeExtras> {
  const [connections, throughput, principals] = await Promise.all([
    readOpenConnections(client, keys, moment, signal),
    readThroughput(client, keys, moment, signal),
    readPrincipals(client, keys, moment, signal),
  ]);
  return { ...connections, ...throughput, ...principals };
}

type Extra<Name extends keyof EdgeExtras> = Pick<EdgeExtras, Name>;

/** Both counters start again together with their proxy, and go with it: what is left is what is open now. */
async function readOpenConnections(
  client: PrometheusClient,
  keys: readonly SampleKey[],
  { at }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Extra<"openConnections">> {
  const selections = selectionsOf(keys.filter(isTcp));
  if (selections.length === 0) return {};
  const counted = either(
    ...(["opened", "closed"] as const).map((mark) => {
      const counters = selections.map((matchers) => select(`istio_tcp_connections_${mark}_total`, matchers));
      return marked(sumBy([], either(...counters)), metricMark, mark);
    }),
  );
  const { rows } = await client.query(counted, at, signal);
  const opened = markedAs(rows, "opened");
  // The counter of closed ones begins with the first that closes.
  return opened === undefined ? {} : { openConnections: atLeastNone(opened - (markedAs(rows, "closed") ?? 0)) };
}

async function readThroughput(
  client: PrometheusClient,
  keys: readonly SampleKey[],
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Extra<"throughputBytesPerSecond">> {
  const requests = keys.filter((key) => !isTcp(key));
  if (requests.length === 0) return {};
  const rates = ratesOfEdges(requests);
  const bytes = either(
    ...(["request", "response"] as const).map((mark) =>
      marked(rates(`istio_${mark}_bytes_sum`, [], windowSeconds), metricMark, mark),
    ),
  );
  const { rows } = await client.query(bytes, at, signal);
  const [toTarget, toSource] = [markedAs(rows, "request"), markedAs(rows, "response")];
  return toTarget === undefined || toSource === undefined ? {} : { throughputBytesPerSecond: { toTarget, toSource } };
}

/** Each side knows its own identity, and the other's from the certificate it was shown: both are asked. */
async function readPrincipals(
  client: PrometheusClient,
  keys: readonly SampleKey[],
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Extra<"principals">> {
  const rates = [
    ...ratesOn(keys.filter(isTcp), "istio_tcp_received_bytes_total", windowSeconds),
    ...ratesOn(
      keys.filter((key) => !isTcp(key)),
      "istio_requests_total",
      windowSeconds,
    ),
  ];
  if (rates.length === 0) return {};
  const pairs = sumBy(["source_principal", "destination_principal"], either(...rates));
  const { rows } = await client.query(topk(mostPrincipals, positive(pairs)), at, signal);
  const source = namesIn(rows, "source_principal");
  const target = namesIn(rows, "destination_principal");
  return source.length + target.length === 0 ? {} : { principals: { source, target } };
}

function ratesOn(keys: readonly SampleKey[], metric: string, windowSeconds: number) {
  const selections = [...selectionsOf(keys), ...selectionsOf(keys, "destination")];
  const once = new Map(selections.map((matchers) => [matchers.join(), matchers]));
  return [...once.values()].map((matchers) => rate(select(metric, matchers), windowSeconds));
}

function isTcp({ protocol }: SampleKey): boolean {
  return protocol === "tcp";
}

function markedAs(rows: readonly VectorRow[], mark: string): number | undefined {
  const value = rows.find(({ metric }) => metric[metricMark] === mark)?.value;
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** The two counters are not read in the same instant. */
function atLeastNone(count: number): number {
  return Math.max(0, Math.round(count));
}

function namesIn(rows: readonly VectorRow[], label: string): string[] {
  return [...new Set(rows.flatMap(({ metric }) => textOf(metric, label) ?? []))].sort();
}
