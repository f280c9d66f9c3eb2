import type { Party, ServiceParty } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { isOneOf } from "../promql.ts";
import type { DurationForms } from "./duration-form.ts";
import { destinationLabels, outcomeLabels, sourceLabels } from "./labels.ts";
import type { Points } from "./points.ts";
import { timesOf } from "./range-times.ts";
import { type PairsSubject, ratesOfPairs } from "./rates-of-pairs.ts";
import { createKeyReader, rowKey } from "./read-key.ts";
import { rawRates } from "./recorded/recorded-rates.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import { outcomePoints } from "./series-points.ts";
import type { SeriesRange } from "./series-subject.ts";
import type { Waypoint } from "./waypoint-legs.ts";

/** The requests one party received, or sent. One entry of each array per step; `null` where nothing was measured. */
export interface RequestLine {
  readonly party: ServiceParty;
  /** What is known of those at the other end: their cluster. */
  readonly near: Party;
  readonly requestsPerSecond: Points;
  readonly errorRatio: Points;
}

export interface RequestLines {
  /** Unix seconds. */
  readonly times: readonly number[];
  /** What everybody received. */
  readonly received: readonly RequestLine[];
  /** What the workloads asked for sent. */
  readonly sent: readonly RequestLine[];
}

export interface LinesAsked {
  /** Names of workloads that are seen calling but never called. */
  readonly senders: readonly string[];
  /** They report what they pass on themselves. */
  readonly waypoints?: readonly Waypoint[];
}

/**
 * The requests of the whole mesh over a range, each pair counted from one reporter: one request, and one more where
 * there are `senders`, and one for ten minutes for how series are written. Recorded series are read where they reach all the
 * way back.
 */
export async function readRequestLines(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  { senders, waypoints = [] }: LinesAsked,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<RequestLines> {
  const times = timesOf(range);
  const asked = { ...range, to: times.at(-1) ?? range.from };
  const [{ halfNamed }, [part, ...more]] = await Promise.all([
    forms.at(asked.to, signal),
    recorded.partsOf(asked, signal),
  ]);
  const source = part === undefined || more.length > 0 ? rawRates : part.rates;
  const ratesBy = async (subject: PairsSubject, labels: readonly string[]) => {
    const query = ratesOfPairs({ ...subject, waypoints, halfNamed }, source)(
      "istio_requests_total",
      [...labels, ...outcomeLabels],
      range.windowSeconds,
    );
    return (await client.queryRange(query, asked, signal)).rows;
  };
  const [received, sent] = await Promise.all([
    ratesBy({ groups: [[]], isPlaced: true }, receivedBy),
    senders.length === 0 ? [] : ratesBy({ groups: [[isOneOf("source_workload", senders)]] }, sentBy),
  ]);
  return {
    times,
    received: linesOf(received, receivedBy, times, ({ destination, source }) => ({ party: destination, near: source })),
    sent: linesOf(sent, sentBy, times, ({ source, destination }) => ({ party: source, near: destination })),
  };
}

const receivedBy = [...destinationLabels, "source_cluster"] as const;
const sentBy = [...sourceLabels, "destination_cluster"] as const;

type Ends = Pick<NonNullable<ReturnType<ReturnType<typeof createKeyReader>["read"]>>, "source" | "destination">;

function linesOf(
  rows: readonly MatrixRow[],
  labels: readonly string[],
  times: readonly number[],
  endsOf: (key: Ends) => Pick<RequestLine, "party" | "near">,
): RequestLine[] {
  const byParty = Map.groupBy(rows, ({ metric }) => rowKey(metric, labels));
  return [...byParty.values()].flatMap((own) => {
    // Whoever reported is chosen already; each line has parties of its own, so that they tell lines apart.
    const key = createKeyReader().read({ ...own[0]?.metric, reporter: "source" }, "http");
    if (key === undefined) return [];
    const { requestsPerSecond, errorRatio } = outcomePoints(own, times);
    return [{ ...endsOf(key), requestsPerSecond, errorRatio }];
  });
}
