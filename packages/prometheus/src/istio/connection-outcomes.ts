import { isRefused, type SampleKey } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import { either, marked, type PromQl } from "../promql.ts";
import { brokenConnections, openedMetric } from "./edge-counters.ts";
import { metricMark } from "./labels.ts";
import type { Points } from "./points.ts";
import { brokenOfPairs, type PairsSubject, ratesOfPairs } from "./rates-of-pairs.ts";
import { readFlags } from "./read-outcome.ts";
import { type RatesOf, rawRates } from "./recorded/recorded-rates.ts";
import { addUp } from "./series-points.ts";
import { ratesOfEdges, type SubjectRates } from "./subject-rates.ts";

/** TCP connections of edges by how they were made, summed by these labels; each row marked with what it counts. */
export function connectionOutcomes(
  keys: readonly SampleKey[],
  ratesOf: RatesOf,
  labels: readonly string[],
  windowSeconds: number,
): PromQl {
  return outcomes(ratesOfEdges(keys, ratesOf), ratesOfEdges(keys, brokenRates), labels, windowSeconds);
}

/** The same of all pairs of a subject together. */
export function connectionOutcomesOfPairs(pairs: PairsSubject, ratesOf: RatesOf, windowSeconds: number): PromQl {
  return outcomes(ratesOfPairs(pairs, ratesOf), brokenOfPairs(pairs, ratesOf), [], windowSeconds);
}

function outcomes(
  opened: SubjectRates,
  broken: SubjectRates,
  labels: readonly string[],
  windowSeconds: number,
): PromQl {
  const by = [...labels, "response_flags"];
  return either(
    marked(opened(openedMetric, by, windowSeconds), metricMark, "opened"),
    marked(broken(brokenConnections.metric, by, windowSeconds), metricMark, "broken"),
  );
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
