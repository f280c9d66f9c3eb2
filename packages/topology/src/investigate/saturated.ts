import type { Saturated } from "@fyr/contract";
import type { NodePlace } from "../place.ts";
import type { Candidate } from "./candidate.ts";
import type { Bin, ContainerRow } from "./history.ts";
import type { LineGraph } from "./node-excess.ts";
import { sumOf, valueAt } from "./numbers.ts";
import { type ContainersOf, scarceIn, scarceOrder, tooLittle } from "./saturation.ts";

/** Without anybody's harm it must be this plain. */
const plainly = { throttled: 0.5, memory: tooLittle.memory };
/** Bins that it must last, and before which it was hardly ever so. */
const fewestBins = 5;
const calmBins = 20;
const hardlyEver = 0.1;

/** Workloads that came to their bounds within what is looked back on and stayed there, though nobody suffers yet. */
export function saturatedCandidates(
  { into }: LineGraph,
  bins: readonly Bin[],
  containersOf: ContainersOf,
  isUnwell: (place: NodePlace) => boolean,
): Candidate[] {
  return [...into.values()].flatMap((edges): Candidate[] => {
    const node = edges[0]?.target;
    if (node === undefined || isUnwell(node)) return [];
    const byScarce = Map.groupBy(containersOf(node), scarceIn);
    const [found] = scarceOrder.flatMap((of) => runOf(of, byScarce.get(of) ?? []) ?? []);
    if (found === undefined) return [];
    const { of, start, now } = found;
    return [
      {
        origin: { type: "node", node },
        kind: "saturated",
        comparison: { bins, start },
        nodes: [node],
        edges,
        trouble: { failedHere: 0, passedOn: 0, ownMs: 0, waitingMs: 0, isFailing: false, isSlow: false, harmed: 0 },
        requests: edges.reduce((sum, { asked }) => sum + valueAt(asked, bins.length - 1), 0),
        retries: 0,
        certainty: 0,
        otherwise: [],
        saturation: { of, now },
      },
    ];
  });
}

/** The bins up to now in which one container or another was at its bound. */
function runOf(of: Saturated, rows: readonly ContainerRow[]) {
  const [first] = rows;
  if (first === undefined) return undefined;
  const levels = first.ratio.map((_, bin) => Math.max(...rows.map(({ ratio }) => valueAt(ratio, bin))));
  const isUp = (bin: number) => valueAt(levels, bin) >= plainly[first.measure];
  let start = levels.length;
  while (start > 0 && isUp(start - 1)) start--;
  const earlier = [...levels.keys()].slice(0, start);
  const isNew = start >= calmBins && earlier.filter(isUp).length <= hardlyEver * start;
  if (levels.length - start < fewestBins || !isNew) return undefined;
  return { of, start, now: sumOf(levels, start) / (levels.length - start) };
}
