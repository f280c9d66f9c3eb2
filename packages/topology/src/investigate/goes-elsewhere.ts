import type { EdgeLine } from "./edge-line.ts";
import { usedBy, usedOver, useOf } from "./edge-use.ts";
import { averageOver, type Comparison, stretchesOf } from "./excess.ts";
import type { LineGraph } from "./node-excess.ts";

/** Of what an edge carried, more than this elsewhere and it is not gone. */
const left = 0.02;
/** What another edge began to carry beside what it did. */
const began = 2;
/** Of the bytes that an edge carried, those that others of the same caller carry more. */
const mostOfBytes = 0.5;

/**
 * Whether what an edge carried goes another way since: to another version of the same services, as another protocol, seen
 * by ztunnels alone, or, over TCP, to somebody of another name: a replica, or a host that is let through unnamed.
 */
export function goesElsewhere(line: EdgeLine, graph: LineGraph, comparison: Comparison): boolean {
  const { bins } = comparison;
  const { before, now } = stretchesOf(comparison);
  const usual = averageOver(useOf(line), bins, before);
  const others = (graph.outOf.get(line.source.id) ?? []).filter((other) => other !== line);
  const same = others.filter((other) => other.target.id === line.target.id || shareService(other, line));
  const alike = same.filter((other) => usedBy(other) === usedBy(line));
  if (usedOver(alike, bins, now)[usedBy(line)] > left * usual) return true;
  const hasBegun = (values: ArrayLike<number>) =>
    averageOver(values, bins, now) > began * averageOver(values, bins, before);
  const unlike = same.filter((other) => usedBy(other) !== usedBy(line));
  if (unlike.some((other) => hasBegun(useOf(other)))) return true;
  if (isCarried(line, comparison)) return true;
  return line.protocol === "tcp" && grownBytes(others, comparison) >= mostOfBytes * usual;
}

function shareService(one: EdgeLine, other: EdgeLine): boolean {
  return [...one.services].some((name) => other.services.has(name));
}

/** Ztunnels carry it as before, though nobody tells any more what it is. */
function isCarried({ carried }: EdgeLine, comparison: Comparison): boolean {
  if (carried === undefined) return false;
  const { before, now } = stretchesOf(comparison);
  const since = averageOver(carried, comparison.bins, now);
  return since > 0 && since > left * averageOver(carried, comparison.bins, before);
}

function grownBytes(lines: readonly EdgeLine[], comparison: Comparison): number {
  const { before, now } = stretchesOf(comparison);
  return lines
    .filter(({ protocol }) => protocol === "tcp")
    .map(useOf)
    .map((bytes) => averageOver(bytes, comparison.bins, now) - averageOver(bytes, comparison.bins, before))
    .reduce((sum, more) => sum + Math.max(0, more), 0);
}
