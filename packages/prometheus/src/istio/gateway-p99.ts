import type { Party } from "@fyr/topology";
import { atLeast, either, is, isOneOf, type PromQl, quantileOf, sumBy } from "../promql.ts";
import { type DurationForm, nativeRates } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";

/**
 * The p99 of what gateways send on, in ms: what those outside wait for. Few series, however large the mesh: the buckets
 * of all hops are too many to read over hours, and a quantile over all hops says nothing. Prometheus works it out, so
 * that it is one row of an answer about something else. Undefined where gateways are not known, or proxies differ in
 * bounds, which cannot be added up there. While gateways change to native histograms it is of those that have not.
 */
export function gatewayP99(
  gateways: readonly Party[],
  { native, partialBounds }: DurationForm,
  ratesOf: RatesOf,
  windowSeconds: number,
): PromQl | undefined {
  const [workloads, namespaces] = [namesOf(gateways, "workload"), namesOf(gateways, "namespace")];
  if (workloads.length === 0 || partialBounds.length > 0) return undefined;
  const sent = [
    is("reporter", "source"),
    isOneOf("source_workload", workloads),
    isOneOf("source_workload_namespace", namespaces),
  ];
  const p99 = (rates: PromQl, by: readonly "le"[]) => quantileOf(0.99, sumBy(by, rates));
  const written = p99(ratesOf(`${durationMetric}_bucket`, sent, windowSeconds), ["le"]);
  // Of gateways at rest there is `NaN`, which would hide what others write.
  return native ? either(atLeast(written, 0), p99(nativeRates(sent, windowSeconds), [])) : written;
}

function namesOf(gateways: readonly Party[], part: "workload" | "namespace"): string[] {
  return [...new Set(gateways.flatMap((gateway) => gateway[part] ?? []))].sort();
}
