import type { Protocol } from "@fyr/contract";
import type { SampleKey } from "@fyr/topology";
import type { HistogramMatrixRow, Labels, MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { bucketRatesOf } from "./bucket-rates.ts";
import { connectionOutcomes, failedConnectionPoints } from "./connection-outcomes.ts";
import { bucketLabels, type DurationForm, type DurationForms } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import { keyLabels, outcomeLabels } from "./labels.ts";
import { timesOf } from "./range-times.ts";
import { createKeyReader, requestProtocol } from "./read-key.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import type { RangePart } from "./recorded/split-range.ts";
import { joinParts, type SeriesPoints } from "./series.ts";
import { nativeOnSteps, outcomePoints, quantilePoints } from "./series-points.ts";
import type { SeriesRange } from "./series-subject.ts";
import { ratesOfEdges } from "./subject-rates.ts";

/** What is wanted of edges over time. */
export type EdgeMeasure = "outcomes" | "connections" | "durations";

/**
 * Several edges over time, each by the keys it was measured by; answers stand in the order of `edges`. One request for
 * outcomes, one for connections, one for durations and one more where proxies write native histograms, however many edges
 * there are; as many again where recorded series begin within the range.
 */
export async function readEdgeLines(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  edges: readonly (readonly SampleKey[])[],
  wanted: ReadonlySet<EdgeMeasure>,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<SeriesPoints[]> {
  const whole = { ...range, to: timesOf(range).at(-1) ?? range.from };
  const [form, parts] = await Promise.all([
    wanted.has("durations") ? forms.at(whole.to, signal) : undefined,
    recorded.partsOf(whole, signal),
  ]);
  const read = parts.map((part) => readPart(client, edges, { wanted, form }, { ...range, ...part }, signal));
  const answers = await Promise.all(read);
  return edges.map((_, edge) => joinParts(answers.flatMap((part) => part[edge] ?? [])));
}

interface Asked {
  readonly wanted: ReadonlySet<EdgeMeasure>;
  readonly form: DurationForm | undefined;
}

async function readPart(
  client: PrometheusClient,
  edges: readonly (readonly SampleKey[])[],
  { wanted, form }: Asked,
  range: SeriesRange & RangePart,
  signal?: AbortSignal,
): Promise<SeriesPoints[]> {
  const { windowSeconds } = range;
  const keys = edges.flat();
  const rates = ratesOfEdges(keys, range.rates);
  const ask = (metric: string, labels: readonly string[], by = rates) =>
    client.queryRange(by(metric, [...keyLabels, ...labels], windowSeconds), range, signal);
  const [outcomes, connections, buckets, native] = await Promise.all([
    wanted.has("outcomes") ? ask("istio_requests_total", outcomeLabels) : undefined,
    wanted.has("connections")
      ? client.queryRange(connectionOutcomes(keys, range.rates, keyLabels, windowSeconds), range, signal)
      : undefined,
    form &&
      ask(
        `${durationMetric}_bucket`,
        ["request_protocol", ...bucketLabels(form)],
        ratesOfEdges(keys, bucketRatesOf(form, range.rates)),
      ),
    form?.native
      ? client.queryHistogramRange(
          rates(durationMetric, [...keyLabels, "request_protocol"], windowSeconds),
          range,
          signal,
        )
      : undefined,
  ]);
  const times = timesOf(range);
  const ofEdge = createEdgeFinder(edges);
  const grouped = <Row extends MatrixRow | HistogramMatrixRow>(rows: readonly Row[] = []) =>
    Map.groupBy(rows, ({ metric }) => ofEdge(metric, requestProtocol(metric)));
  const connected = connections && Map.groupBy(connections.rows, ({ metric }) => ofEdge(metric, "tcp"));
  const [told, timed, histograms] = [grouped(outcomes?.rows), grouped(buckets?.rows), grouped(native?.rows)];
  return edges.map((_, edge) => ({
    times,
    ...(outcomes && outcomePoints(told.get(edge) ?? [], times)),
    ...(connected && { failedConnectionRatio: failedConnectionPoints(connected.get(edge) ?? [], times) }),
    ...(buckets &&
      quantilePoints(
        timed.get(edge) ?? [],
        (histograms.get(edge) ?? []).map((row) => nativeOnSteps(row, times)),
        times,
      )),
  }));
}

/** Which edge a row belongs to. */
function createEdgeFinder(
  edges: readonly (readonly SampleKey[])[],
): (labels: Labels, protocol: Protocol) => number | undefined {
  const reader = createKeyReader();
  const edgeOf = new Map(edges.flatMap((keys, edge) => keys.map((key) => [nameOf(key), edge] as const)));
  return (labels, protocol) => {
    const key = reader.read(labels, protocol);
    return key && edgeOf.get(nameOf(key));
  };
}

function nameOf({ reporter, protocol, source, destination }: SampleKey): string {
  const { cluster, namespace, workload, app, version } = source;
  const to = destination;
  const called = [to.service, to.serviceNamespace, to.serviceHost];
  const ends = [cluster, namespace, workload, app, version, to.cluster, to.namespace, to.workload, to.app, to.version];
  return [reporter, protocol, ...ends, ...called].join("\n");
}
