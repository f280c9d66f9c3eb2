import type { LatencySample } from "@fyr/topology";
import type { Labels } from "../answers.ts";
import { createLabelMemory, type LabelMemory } from "../tables/label-memory.ts";
import { type BoundsMemory, createBoundsMemory } from "./bounds-memory.ts";
import type { CalleeSide } from "./callee-side.ts";
import { proxyLabels } from "./duration-form.ts";
import { destinationLabels, latencyLabels, metricMark, pairLabels, sourceLabels, textOf } from "./labels.ts";
import { createLabelsMemory, type LabelsMemory } from "./labels-memory.ts";
import { createKeyReader, type KeyReader, requestProtocol, rowKey, shared } from "./read-key.ts";
import type { TimedRow } from "./timed-row.ts";

/** What rows of durations say, and whose were worth reading last time: kept from look to look. */
export interface LatencyMemory {
  readonly buckets: LabelMemory<TimedRow>;
  readonly sums: LabelMemory<TimedRow>;
  /** Both: whatever will be needed, so that one question does for many moments. */
  readonly sides: "needed" | "both";
  /** Which callees' buckets will most likely be needed. A wrong guess costs one more request. Undefined: nobody knows. */
  calleeSide: CalleeSide | undefined;
  /** Which buckets will most likely say nothing, where asking for moments one by one. The same price for a wrong guess. */
  readonly bounds: BoundsMemory | undefined;
  /** By which labels they will most likely be told apart. The same holds. */
  readonly labels: LabelsMemory | undefined;
  /** The samples of the last answer, by the id of their rows. */
  samples: ReadonlyMap<string, LatencySample>;
}

export function createLatencyMemory(
  sides: LatencyMemory["sides"] = "needed",
  reader: KeyReader = createKeyReader(),
): LatencyMemory {
  const ids = new Map<string, string>();
  const begin = () => (labels: Labels) => readTimedRow(reader, ids, labels);
  return {
    buckets: createLabelMemory(begin, "le"),
    sums: createLabelMemory(begin, metricMark),
    sides,
    calleeSide: undefined,
    bounds: sides === "needed" ? createBoundsMemory() : undefined,
    labels: sides === "needed" ? createLabelsMemory() : undefined,
    samples: new Map(),
  };
}

function readTimedRow(reader: KeyReader, ids: Map<string, string>, labels: Labels): TimedRow | undefined {
  const key = reader.read(labels, requestProtocol(labels));
  if (key === undefined) return undefined;
  const proxy = labels["instance"] === undefined ? "" : rowKey(labels, proxyLabels);
  const id = rowKey(labels, latencyLabels) + proxy;
  return {
    // One text for buckets and sums: what is the very same need not be compared sign by sign.
    id: shared(ids, id, () => id),
    key,
    pair: rowKey(labels, areNamed(labels) ? pairLabels : endLabels),
    caller: labels["source_workload"] ?? "",
    callee: labels["destination_workload"] ?? "",
  };
}

const endLabels = [...sourceLabels, ...destinationLabels];

/** Pictures tell workloads apart by name, whatever service was called, and all else by whatever is known of it. */
function areNamed(labels: Labels): boolean {
  return pairLabels.every((label) => label.endsWith("_cluster") || textOf(labels, label) !== undefined);
}
