import type { EdgeMeasure, SeriesPoints, SeriesRange } from "@fyr/prometheus";
import type { EdgeKey, UnwellFrom } from "@fyr/topology";
import type { LookingTelemetry } from "../source/telemetry.ts";

/** Reads edges over time; those asked for at once over the same range are read together. */
export type ReadEdgeLine = (
  edge: { readonly keys: readonly EdgeKey[]; readonly measures: readonly UnwellFrom["measure"][] },
  range: SeriesRange,
) => Promise<SeriesPoints | undefined>;

type Edge = Parameters<ReadEdgeLine>[0];

interface Reading {
  readonly edges: Edge[];
  readonly lines: Promise<readonly SeriesPoints[] | undefined>;
}

/** After `mostReads` readings nothing is told any more: whoever asks gets undefined. */
export function createLinesTogether(
  telemetry: Pick<LookingTelemetry, "edgeLines">,
  mostReads: number,
  signal: AbortSignal,
): ReadEdgeLine {
  const gathering = new Map<string, Reading>();
  let reads = 0;

  function gather(range: SeriesRange): Reading {
    const key = JSON.stringify(range);
    const edges: Edge[] = [];
    // What else is asked for in this turn comes along.
    const lines = Promise.resolve().then(() => {
      gathering.delete(key);
      if (++reads > mostReads) return undefined;
      return telemetry.edgeLines(
        edges.map(({ keys }) => keys),
        new Set(edges.flatMap(({ measures }) => measures.map((measure) => wanted[measure]))),
        range,
        signal,
      );
    });
    const reading = { edges, lines };
    gathering.set(key, reading);
    return reading;
  }

  return async (edge, range) => {
    const reading = gathering.get(JSON.stringify(range)) ?? gather(range);
    const place = reading.edges.push(edge) - 1;
    return (await reading.lines)?.[place];
  };
}

const wanted = {
  errorRatio: "outcomes",
  clientErrorRatio: "outcomes",
  failedConnectionRatio: "connections",
  p95Ms: "durations",
  p99Ms: "durations",
} as const satisfies Record<UnwellFrom["measure"], EdgeMeasure>;
