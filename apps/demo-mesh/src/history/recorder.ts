import { type Block, isVisible, shownValue } from "../metrics/block.ts";
import type { Simulation } from "../simulation.ts";
import { encodeLabels, type SampledSeries } from "./write-request.ts";

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
  return {
    record(moments, stepSeconds) {
      const seen = new Map<Block, GrowingSeries[]>();
      for (const [nth, moment] of moments.entries()) {
        simulation.advanceTo(moment, stepSeconds);
        for (const block of simulation.registry.all()) {
          if (!isVisible(block)) continue;
          const series = seen.get(block) ?? emptySeries(labelsOf(block), nth, moments.length);
          seen.set(block, series);
          for (const [line, { values, from }] of series.entries()) values[nth - from] = shownValue(block, line);
        }
      }
      return [...seen.values()].flat();
    },
  };
}

interface GrowingSeries extends SampledSeries {
  readonly values: Float64Array;
}

function emptySeries(labels: readonly Uint8Array[], from: number, moments: number): GrowingSeries[] {
  return labels.map((encodedLabels) => ({ labels: encodedLabels, values: new Float64Array(moments - from), from }));
}

// The series' own labels win over the target's: the scrape job honours them.
function encodeBlockLabels({ shape, labels }: Block, target: Readonly<Record<string, string>>): readonly Uint8Array[] {
  return shape.lines.map(({ metric, le }) =>
    encodeLabels({ ...target, ...labels, __name__: metric, ...(le !== undefined && { le }) }),
  );
}
