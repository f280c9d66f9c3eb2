import { type Block, isVisible, shownValue } from "../metrics/block.ts";
import type { Simulation } from "../simulation.ts";
import { encodeLabels, type SampledSeries, STALE } from "./write-request.ts";

export interface Recorder {
  /** What scraping at these moments (Unix seconds, ascending) would find; steps are at most so long. */
  record(moments: readonly number[], stepSeconds: number): readonly SampledSeries[];
}

export function createRecorder(
  simulation: Simulation,
  targetLabels: (page: string) => Readonly<Record<string, string>>,
): Recorder {
  const encoded = new WeakMap<Block, readonly Uint8Array[]>();
  const labelsOf = (block: Block) => {
    const known = encoded.get(block) ?? encodeBlockLabels(block, targetLabels(block.page));
    encoded.set(block, known);
    return known;
  };
  let alive: ReadonlySet<Block> = new Set();
  return {
    record(moments, stepSeconds) {
      const seen = new Map<Block, GrowingBlock>();
      for (const [nth, moment] of moments.entries()) {
        simulation.advanceTo(moment, stepSeconds);
        for (const block of simulation.registry.all()) {
          if (!isVisible(block)) continue;
          const growing = seen.get(block) ?? { series: emptySeries(labelsOf(block), nth, moments.length), next: nth };
          growing.next = nth + 1;
          seen.set(block, growing);
          for (const [line, { values, from }] of growing.series.entries()) {
            values[nth - from] = shownValue(block, line);
          }
        }
      }
      const gone = [...alive].filter((block) => !seen.has(block));
      alive = new Set([...seen].flatMap(([block, { next }]) => (next === moments.length ? [block] : [])));
      return [
        ...[...seen.values()].flatMap((growing) => ended(growing, moments.length)),
        ...gone.flatMap((block) => labelsOf(block).map((labels) => ({ labels, values: [STALE], from: 0 }))),
      ];
    },
  };
}

interface GrowingSeries extends SampledSeries {
  readonly values: Float64Array;
}

interface GrowingBlock {
  readonly series: readonly GrowingSeries[];
  /** The first moment it is not there any more, so far. */
  next: number;
}

function emptySeries(labels: readonly Uint8Array[], from: number, moments: number): GrowingSeries[] {
  return labels.map((encodedLabels) => ({ labels: encodedLabels, values: new Float64Array(moments - from), from }));
}

/** Series that go on to the last moment as they are, others up to their end and the mark of it. */
function ended({ series, next }: GrowingBlock, moments: number): readonly SampledSeries[] {
  if (next === moments) return series;
  return series.map(({ labels, values, from }) => {
    values[next - from] = STALE;
    return { labels, values: values.subarray(0, next - from + 1), from };
  });
}

// The series' own labels win over the target's: the scrape job honours them.
function encodeBlockLabels({ shape, labels }: Block, target: Readonly<Record<string, string>>): readonly Uint8Array[] {
  return shape.lines.map(({ metric, le }) =>
    encodeLabels({ ...target, ...labels, __name__: metric, ...(le !== undefined && { le }) }),
  );
}
