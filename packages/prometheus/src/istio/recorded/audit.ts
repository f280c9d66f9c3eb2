import type { PrometheusClient } from "../../client.ts";
import {
  call,
  earlier,
  either,
  is,
  type Matcher,
  marked,
  over,
  type PromQl,
  positive,
  select,
  sumBy,
  without,
} from "../../promql.ts";
import { bucketCounter, connectionCounters, type EdgeCounter, requestCounter } from "../edge-counters.ts";
import { metricMark } from "../labels.ts";
import { recordedName, recordedWindowSeconds } from "./recording-rules.ts";

/** Which recorded series are compared with the proxies' own. */
export type Audited = "traffic" | "durations";

/** What had traffic this long ago has been recorded since, whatever the interval. */
const settleSeconds = 60;
const tolerated = 0.02;

/**
 * Whether recorded series hold what the proxies reported: rules may have been changed by hand, or be missing in one of
 * several clusters. About as dear as one look at raw rates.
 */
export async function holdsAll(
  client: PrometheusClient,
  audited: Audited,
  at: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const { rows } = await client.query(comparisons[audited], at, signal);
  const marks = new Set(rows.map(({ metric }) => metric[metricMark] ?? ""));
  const countOf = (mark: string) => rows.find(({ metric }) => metric[metricMark] === mark)?.value ?? 0;
  return [...marks].every((mark) => {
    const name = mark.replace(/^missing /, "");
    const missing = countOf(`missing ${name}`);
    return missing <= tolerated * (missing + countOf(name));
  });
}

const comparisons: Readonly<Record<Audited, PromQl>> = {
  traffic: either(...[requestCounter, ...connectionCounters.slice(0, 1)].map((counter) => comparison(counter, []))),
  durations: comparison(bucketCounter, [is("le", "+Inf")]),
};

/** How many edges are recorded, and how many are not though they had traffic. */
function comparison({ metric, labels, selections }: EdgeCounter, matchers: readonly Matcher[]): PromQl {
  const recorded = call(
    "last_over_time",
    over(select(recordedName(metric), matchers), settleSeconds + recordedWindowSeconds),
  );
  const [own = []] = selections;
  const series = earlier(over(select(metric, [...own, ...matchers]), recordedWindowSeconds), settleSeconds);
  const missing = without(positive(sumBy(labels, call("rate", series))), recorded, labels);
  return either(
    marked(call("count", recorded), metricMark, metric),
    marked(call("count", missing), metricMark, `missing ${metric}`),
  );
}
