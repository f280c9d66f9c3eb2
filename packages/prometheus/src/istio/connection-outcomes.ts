import { isRefused, type SampleKey } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import { either, marked, type PromQl } from "../promql.ts";
import { brokenConnections } from "./edge-counters.ts";
import { metricMark } from "./labels.ts";
import { readFlags } from "./read-outcome.ts";
import { type RatesOf, rawRates } from "./recorded/recorded-rates.ts";
import { addUp, type Points } from "./series-points.ts";
import { ratesOfEdges } from "./subject-rates.ts";

/** TCP connections of edges by how they were made, summed by these labels; each row marked with what it counts. */
export function connectionOutcomes(
  keys: readonly SampleKey[],
  ratesOf: RatesOf,
  labels: readonly string[],
  windowSeconds: number,
): PromQl {
  const by = [...labels, "response_flags"];
  const opened = ratesOfEdges(keys, ratesOf)("istio_tcp_connections_opened_total", by, windowSeconds);
  const broken = ratesOfEdges(keys, brokenRates)(brokenConnections.metric, by, windowSeconds);
  return either(marked(opened, metricMark, "opened"), marked(broken, metricMark, "broken"));
}

/** Few have a flag, and nothing records them. */
const brokenRates: RatesOf = (metric, matchers, windowSeconds) =>
  either(
    ...brokenConnections.selections.map((selection) => rawRates(metric, [...matchers, ...selection], windowSeconds)),
  );

/** What share failed, of rows of `connectionOutcomes`: what broke was opened with all others, under no flag. */
export function failedConnectionPoints(rows: readonly MatrixRow[], times: readonly number[]): Points {
  const opened = rows.filter(({ metric }) => metric[metricMark] === "opened");
  const failed = rows.filter(({ metric }) => isRefused(readFlags(metric).flags));
  const [all, part] = [addUp(opened, times), addUp(failed, times)];
  return all.map((count, at) => {
    const lost = part[at] ?? 0;
    const whole = Math.max(count ?? 0, lost);
    return whole <= 0 ? null : lost / whole;
  });
}
