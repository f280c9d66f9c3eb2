import type { NodeId } from "@fyr/contract";
import type { Line } from "../../../view/line.ts";
import { isUnwell } from "../../../view/line-sum.ts";

/** So many lines can be followed by eye: nothing is left out. */
const FEW = 40;
/** How many healthy lines of a namespace to others are drawn where there are more. */
const MOST_HEALTHY = 2;

/** Another takes its place only when it is so much stronger: lines come and go, and others make way for them. */
const MUCH_STRONGER = 1.5;

/**
 * Of the lines that end at a card: all where they are few, else all with a call that is not well, and the strongest two
 * out of each namespace. `groups`: the namespace of each end; `before`: what was drawn a look ago. In the order they came.
 */
export function strongestLines(
  lines: readonly Line[],
  groups: ReadonlyMap<NodeId, string>,
  before: ReadonlySet<string> = new Set(),
): readonly Line[] {
  if (lines.length <= FEW) return lines;
  const drawn = new Set(lines.filter(({ edges }) => edges.some(isUnwell)));
  const bySource = Map.groupBy(lines, ({ source }) => groups.get(source));
  for (const out of bySource.values()) {
    const weights = new Map(out.map((line) => [line, weightOf(line) * (before.has(line.id) ? MUCH_STRONGER : 1)]));
    const weigh = (line: Line) => weights.get(line) ?? 0;
    const strongest = out.toSorted((a, b) => weigh(b) - weigh(a) || (a.id < b.id ? -1 : 1));
    for (const line of strongest.slice(0, MOST_HEALTHY)) drawn.add(line);
  }
  return lines.filter((line) => drawn.has(line));
}

/** By requests; what speaks TCP only comes after all that is counted. */
function weightOf({ edges }: Line): number {
  return edges.reduce((sum, { requestsPerSecond = 0 }) => sum + requestsPerSecond, 0);
}
