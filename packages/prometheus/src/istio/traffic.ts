import { almostEqual, known, type LatencySample, type TrafficSample } from "@fyr/topology";
import type { Labels } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { PrometheusError } from "../prometheus-error.ts";
import { either, type PromQl, positive } from "../promql.ts";
import { createLabelMemory, type LabelMemory } from "../tables/label-memory.ts";
import type { Table } from "../tables/table.ts";
import {
  brokenConnections,
  connectionCounters,
  edgeRates,
  markedRates,
  messageCounters,
  requestCounter,
  ztunnel,
} from "./edge-counters.ts";
import { metricMark, proxyMark, textOf } from "./labels.ts";
import { gapsIn, gapsOfConnections, gapsOfRequests } from "./missing-labels.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { createKeyReader, type KeyReader, requestProtocol } from "./read-key.ts";
import { readFlags, readOutcome } from "./read-outcome.ts";
import { connectionSecurity, requestSecurity } from "./read-security.ts";
import { recordedRows } from "./recorded/recorded-rates.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

/** What rows of rates say, kept from look to look. */
export type TrafficMemory = LabelMemory<CountedRow>;

/** What a row counts, but for the number. */
interface CountedRow {
  /** Undefined where nobody can tell who reported it. */
  readonly sample?: Counted;
  /** What the labels lack, in sentences. */
  readonly gaps: readonly string[];
  /** As it last was. */
  last?: RateSample;
}

type RateSample = Exclude<TrafficSample, LatencySample>;
type Counted = Uncounted<RateSample>;
/** Of each kind of sample. */
type Uncounted<Sample> = Sample extends TrafficSample ? Omit<Sample, "perSecond"> : never;

export function createTrafficMemory(reader: KeyReader = createKeyReader()): TrafficMemory {
  return createLabelMemory(() => (labels) => readCounted(reader, labels));
}

/** Rates of the whole mesh: one request for requests, one for connections; one for both where they are recorded. */
export async function readTraffic(
  client: Pick<PrometheusClient, "queryTable">,
  recorded: Pick<RecordedSeries, "ifHeld" | "complaintsAt">,
  memory: TrafficMemory,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const ask = (query: PromQl) => client.queryTable(query, moment.at, memory, signal);
  const { tables, source, refused = [] } = await readRates(ask, recorded, moment);
  const rows = tables.flatMap((table) => table.rows);
  const samples: TrafficSample[] = [];
  for (const { meaning, values } of rows) {
    const sample = sampleOf(meaning, values[0] ?? 0);
    if (sample !== undefined && !isIdle(sample)) samples.push(sample);
  }
  const complaints = await recorded.complaintsAt(moment);
  const gaps = gapsIn(rows.map(({ meaning }) => meaning.gaps));
  return { samples, source, warnings: [...refused, ...warningsOf(...tables), ...complaints, ...gaps] };
}

type Rates = Required<Pick<Measured, "source">> & {
  readonly tables: readonly Table<CountedRow>[];
  /** What could not be read, in sentences. */
  readonly refused?: readonly string[];
};

async function readRates(
  ask: (query: PromQl) => Promise<Table<CountedRow>>,
  recorded: Pick<RecordedSeries, "ifHeld">,
  moment: TelemetryMoment,
): Promise<Rates> {
  const { windowSeconds } = moment;
  // Few have a flag, and nothing records them.
  const broken = positive(markedRates([brokenConnections], windowSeconds));
  const held = await recorded.ifHeld("traffic", moment, () =>
    ask(either(recordedRows(recordedMetrics, windowSeconds), broken)),
  );
  // Where nothing was recorded there may be something all the same, and if not, asking costs nothing.
  if (held?.rows.some(({ meaning }) => !isBroken(meaning))) return { tables: [held], source: "recorded" };
  const [requests, connections] = await Promise.all([
    ask(positive(edgeRates(requestCounter, windowSeconds))),
    unlessRefused(ask(either(markedRates(connectionCounters, windowSeconds), broken))),
  ]);
  return typeof connections === "string"
    ? { tables: [requests], source: "raw", refused: [`TCP connections could not be read: ${connections}`] }
    : { tables: [requests, connections], source: "raw" };
}

/** What Prometheus refuses it will refuse again: why, to show the rest without it. Any other failure passes. */
async function unlessRefused<Value>(answer: Promise<Value>): Promise<Value | string> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof PrometheusError && error.code === "prometheus_rejected") return error.message;
    throw error;
  }
}

function isBroken({ sample }: CountedRow): boolean {
  return sample?.kind === "connections" && sample.broken === true;
}

const recordedMetrics = [...new Set([requestCounter, ...connectionCounters].map(({ metric }) => metric))];

/**
 * The very same as the last time where its number is, so that nothing made of it is made again. Rates of the same scrapes
 * as of two moments may differ by float addition.
 */
function sampleOf(row: CountedRow, perSecond: number): RateSample | undefined {
  const { sample, last } = row;
  if (sample === undefined) return undefined;
  if (last !== undefined && almostEqual(last.perSecond, perSecond)) return last;
  const now = { ...sample, perSecond };
  row.last = now;
  return now;
}

/** Requests nobody sends are as good as not there; connections that stay open send nothing for long. */
function isIdle({ kind, perSecond }: RateSample): boolean {
  return kind === "requests" && perSecond <= 0;
}

/** gRPC messages of the whole mesh: one request. */
export async function readMessages(
  client: Pick<PrometheusClient, "queryTable">,
  recorded: Pick<RecordedSeries, "ifHeld">,
  memory: TrafficMemory,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const { at, windowSeconds } = moment;
  const metrics = messageCounters.map(({ metric }) => metric);
  const ask = (query: PromQl) => client.queryTable(query, at, memory, signal);
  const held = await recorded.ifHeld("traffic", moment, () => ask(recordedRows(metrics, windowSeconds)));
  const isHeld = held !== undefined && held.rows.length > 0;
  const { rows, warnings } = isHeld ? held : await ask(markedRates(messageCounters, windowSeconds));
  const samples = rows.flatMap(({ meaning, values: [perSecond = 0] }) => sampleOf(meaning, perSecond) ?? []);
  return { samples, warnings };
}

/** Rows of several counters tell by their mark what they count; those of requests alone have none. */
function readCounted(reader: KeyReader, labels: Labels): CountedRow {
  const mark = labels[metricMark];
  if (mark === undefined || mark === requestCounter.marks[metricMark]) {
    return { ...known("sample", readRequests(reader, labels)), gaps: gapsOfRequests(labels) };
  }
  if (mark === "request" || mark === "response") {
    const key = reader.read(labels, "grpc");
    const direction = mark === "request" ? "toTarget" : "toSource";
    return { ...known("sample", key && { ...key, kind: "messages", direction }), gaps: [] };
  }
  return { ...known("sample", readConnections(reader, labels, mark)), gaps: gapsOfConnections(labels) };
}

function readRequests(reader: KeyReader, labels: Labels): Counted | undefined {
  const key = reader.read(labels, requestProtocol(labels));
  if (key === undefined) return undefined;
  const operation = known("operation", textOf(labels, "request_operation"));
  return { ...key, kind: "requests", ...readOutcome(labels), ...operation, ...requestSecurity(labels) };
}

function readConnections(reader: KeyReader, labels: Labels, mark: string): Counted | undefined {
  const key = reader.read(labels, "tcp");
  if (key === undefined) return undefined;
  const counted = {
    ...key,
    ...readFlags(labels),
    ...known("ztunnel", labels[proxyMark] === ztunnel || undefined),
  };
  if (mark === "opened") return { ...counted, kind: "connections" };
  if (mark === "broken") return { ...counted, kind: "connections", broken: true };
  const direction = mark === "received" ? "toTarget" : "toSource";
  return { ...counted, kind: "bytes", direction, ...connectionSecurity(labels) };
}
