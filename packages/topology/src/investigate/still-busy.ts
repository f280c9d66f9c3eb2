import type { EdgeLine, SideLine } from "./edge-line.ts";
import { usedBy, usedOver } from "./edge-use.ts";
import { averageOver, type Comparison, type Stretch, stretchesOf } from "./excess.ts";
import type { LineGraph } from "./node-excess.ts";

/** Of what it was asked before a caller must still get so much. */
const stillCalled = 0.6;

/**
 * Whether the caller of an edge is asked as much as before, and its own proxies still tell: who is not heard of may do
 * anything. Requests where it gets any, bytes where it is asked over TCP alone; of who is never called what it asks itself.
 */
export function isStillBusy(line: EdgeLine, graph: LineGraph, comparison: Comparison): boolean {
  const { bins } = comparison;
  const { before, now } = stretchesOf(comparison);
  const [into, outOf] = [graph.into.get(line.source.id), graph.outOf.get(line.source.id) ?? []];
  const calls = into ?? outOf;
  const [usual, since] = [usedOver(calls, bins, before), usedOver(calls, bins, now)];
  const by = usual.requests > 0 ? "requests" : "bytes";
  return since[by] >= stillCalled * usual[by] && isHeard(into ?? [], outOf, comparison, now);
}

function isHeard(into: readonly EdgeLine[], outOf: readonly EdgeLine[], { bins }: Comparison, now: Stretch): boolean {
  const tells = (line: EdgeLine, side: SideLine | undefined) => averageOver(side?.[usedBy(line)] ?? [], bins, now) > 0;
  return into.some((line) => tells(line, line.callee)) || outOf.some((line) => tells(line, line.caller));
}
