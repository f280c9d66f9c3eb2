import { either, type Matcher, type PromQl, rate, select, sumBy, within, without } from "../promql.ts";
import { type DurationForm, pairsOfMixedBounds, proxyLabels } from "./duration-form.ts";
import { bucketCounter, durationCounters, edgeRates, markedRates } from "./edge-counters.ts";
import { latencyLabels } from "./labels.ts";
import { recordedRows } from "./recorded/recorded-rates.ts";

/** What is asked about durations. */
export interface DurationQueries {
  /** Of the series in any of these selections, by all labels of a pair. */
  buckets(selections: readonly (readonly Matcher[])[]): PromQl;
  /** By these labels of a pair alone; undefined where they are not added up as they are asked for. */
  bucketsBy?(labels: readonly string[], selections: readonly (readonly Matcher[])[]): PromQl;
  readonly sums: PromQl;
}

export function rawDurations(form: DurationForm, windowSeconds: number): DurationQueries {
  const isAlike = form.partialBounds.length === 0 && !form.someOnlyTime;
  return {
    buckets: (selections) => either(...selections.map((matchers) => bucketRates(form, windowSeconds, matchers))),
    ...(isAlike && {
      bucketsBy: (labels, selections) => {
        const counter = { ...bucketCounter, labels: [...labels, "le"] };
        return either(
          ...selections.map((matchers) => edgeRates({ ...counter, selections: [matchers] }, windowSeconds)),
        );
      },
    }),
    sums: markedRates(durationCounters, windowSeconds),
  };
}

export function recordedDurations(windowSeconds: number): DurationQueries {
  return {
    buckets: (selections) =>
      either(...selections.map((matchers) => recordedRows([bucketCounter.metric], windowSeconds, matchers))),
    // What is added up once more costs Prometheus less than to write down all labels of so many rows.
    bucketsBy: (labels, selections) =>
      either(
        ...selections.map((matchers) =>
          sumBy([...labels, "le"], recordedRows([bucketCounter.metric], windowSeconds, matchers)),
        ),
      ),
    sums: recordedRows(
      durationCounters.map(({ metric }) => metric),
      windowSeconds,
    ),
  };
}

/** By pair, and by proxy where the proxies of a pair have different bounds. */
function bucketRates(form: DurationForm, windowSeconds: number, matchers: readonly Matcher[]): PromQl {
  const byPair = edgeRates({ ...bucketCounter, selections: [matchers] }, windowSeconds);
  if (form.partialBounds.length === 0) return byPair;
  const mixed = pairsOfMixedBounds(latencyLabels, form, matchers);
  const rates = rate(select(bucketCounter.metric, matchers), windowSeconds);
  const byProxy = sumBy([...bucketCounter.labels, ...proxyLabels], rates);
  return either(without(byPair, mixed, latencyLabels), within(byProxy, mixed, latencyLabels));
}
