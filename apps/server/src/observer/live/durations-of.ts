import type { LatencyBucket } from "@fyr/contract";
import { mergeHistograms, type SampleKey, spreadOf, type TrafficSample } from "@fyr/topology";
import { keyText } from "../held/sample-identity.ts";

/** How the durations behind an edge's percentiles spread. Undefined where none of them are known. */
export function durationsOf(
  samples: readonly TrafficSample[],
  keys: readonly SampleKey[],
): readonly LatencyBucket[] | undefined {
  const wanted = new Set(keys.map(keyText));
  const histograms = samples.flatMap((sample) =>
    sample.kind === "latency" && sample.histogram !== undefined && wanted.has(keyText(sample)) ? sample.histogram : [],
  );
  const merged = mergeHistograms(histograms);
  return merged && spreadOf(merged);
}
