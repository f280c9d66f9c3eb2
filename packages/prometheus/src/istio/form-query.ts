import { eastWest } from "@fyr/topology";
import type { VectorRow } from "../answers.ts";
import { call, countBy, either, is, isNot, marked, matches, type PromQl, select, within, without } from "../promql.ts";
import { durationMetric, openedMetric, ownProxies, requestCounter } from "./edge-counters.ts";
import { namedCounts } from "./half-named.ts";
import { metricMark, pairLabels } from "./labels.ts";

/** What a row of `formQuery` counts, but for those of `namedCounts`. */
export type FormMark = "bucket" | "native" | "timed only" | "passed on" | "seen as requests";

/** The name under which the answer is recorded. */
export const formRecord = "fyr:duration_form";

const byCaller = [isNot("reporter", "destination")];
const reported = ["reporter", ...pairLabels];
/** Pairs a caller's side has timed and not counted. */
const timedOnly = without(
  countBy(reported, select(`${durationMetric}_count`, byCaller)),
  countBy(reported, select(requestCounter.metric, byCaller)),
  reported,
);

/** Connections of gateways between networks. */
const passedOn = countBy(
  ["source_workload"],
  select(openedMetric, [is("reporter", "source"), matches("source_workload", "=~", `.*${eastWest}.*`)]),
);

const connected = (labels: readonly string[]) =>
  countBy(labels, either(...ownProxies.others.map((matchers) => select(openedMetric, matchers))));
const asking = (labels: readonly string[]) => countBy(labels, select(requestCounter.metric));
/** Pairs of which one side counts requests and another connections, and nobody both. */
const seenAsRequests = without(
  within(connected(pairLabels), asking(pairLabels), pairLabels),
  within(connected(reported), asking(reported), reported),
  pairLabels,
);

/** How durations are written, and who is named: it goes through all series, and is small. */
export const formQuery: PromQl = either(
  counted("bucket", countBy(["le", "reporter"], select(`${durationMetric}_bucket`))),
  counted("native", countBy([], select(durationMetric))),
  counted("timed only", call("count", timedOnly)),
  counted("passed on", passedOn),
  counted("seen as requests", call("count", seenAsRequests)),
  ...namedCounts,
);

function counted(mark: FormMark, count: PromQl): PromQl {
  return marked(count, metricMark, mark);
}

export function rowsOf(rows: readonly VectorRow[], mark: FormMark): VectorRow[] {
  return rows.filter(({ metric }) => metric[metricMark] === mark);
}
