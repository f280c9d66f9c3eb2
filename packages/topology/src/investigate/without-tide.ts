import type { Place } from "../place.ts";
import type { EdgeChange } from "./edge-change.ts";
import type { Comparison } from "./excess.ts";
import { type LineGraph, type NodeExcess, nodeExcess } from "./node-excess.ts";
import { ownTrouble } from "./own-trouble.ts";

/** How a node's excess is worked out. */
export interface Working {
  readonly graph: LineGraph;
  readonly countsClientErrors: boolean;
}

/**
 * Where all callers together are slower in the end, but most of that came by and by, those alone count that say when it
 * began: few requests are slower beside many that drift.
 */
export function excessWithoutTide(
  node: Place,
  changes: readonly EdgeChange[],
  comparison: Comparison,
  { graph, countsClientErrors }: Working,
): NodeExcess | undefined {
  const own = changes.filter(({ line, measure }) => line.target.id === node.id && measure === "slow");
  const saying = new Map(graph.into).set(node.id, [...new Set(own.map(({ line }) => line))]);
  return [graph, { ...graph, into: saying }]
    .map((seen) => (when: Comparison) => nodeExcess(node, seen, when, countsClientErrors))
    .find((excessOf) => !isTide(excessOf, comparison))?.(comparison);
}

/** Bins on either side of a beginning, and of all that is slower in the end what must be there by then. */
const near = { bins: 20, share: 0.35 };

function isTide(excessOf: (when: Comparison) => NodeExcess, comparison: Comparison): boolean {
  const { bins, start, ended = [], isChronic } = comparison;
  if (isChronic || start + near.bins >= bins.length) return false;
  const { isFailing, isSlow, ownMs } = ownTrouble(excessOf(comparison));
  if (isFailing || !isSlow) return false;
  const longBefore = { from: 0, to: Math.max(0, start - near.bins) };
  const around = { bins: bins.slice(0, start + near.bins), start, ended: [...ended, longBefore] };
  return ownTrouble(excessOf(around)).ownMs < near.share * ownMs;
}
