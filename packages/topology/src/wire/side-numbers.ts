import type { HealthStatus, TopologyEdge, TopologyNode } from "@fyr/contract";
import { unwellShare } from "../node-tally.ts";
import { finderOf } from "./made-values.ts";

/**
 * What the edges at each node say of a number of one of its sides, by row; NaN where they do not. Most of these numbers
 * follow from them but for the rounding, percentiles where a side has one edge. Undefined for any other path.
 * docs/stream.md has the rules.
 */
export type SideNumbers = (path: string) => Float64Array | undefined;

type NumberOf = (edge: TopologyEdge) => number | undefined;

const sums: Readonly<Record<string, NumberOf>> = {
  requestsPerSecond: ({ requestsPerSecond }) => requestsPerSecond,
  bytesPerSecond: ({ bytesPerSecond }) => bytesPerSecond && bytesPerSecond.toTarget + bytesPerSecond.toSource,
};

/** Of the requests of an edge; each edge counts by its requests. */
const shares: Readonly<Record<string, NumberOf>> = {
  errorRatio: ({ errorRatio }) => errorRatio,
  clientErrorRatio: ({ clientErrorRatio }) => clientErrorRatio,
  ...Object.fromEntries(
    (["healthy", "degraded", "failing", "unknown"] as const).map((status) => [
      `byHealth.${status}`,
      ({ health }: TopologyEdge) => shareThatIs(status, health),
    ]),
  ),
};
const sides = { inbound: "target", outbound: "source" } as const;

export function isSideNumber(path: string): boolean {
  return rulesOf(path) !== undefined;
}

export function sideNumbersOf(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): SideNumbers {
  const rowOf = new Map(nodes.map(({ id }, row) => [id, row]));
  const rowsAt = (end: "source" | "target") => Int32Array.from(edges, (edge) => rowOf.get(edge[end]) ?? -1);
  const made: { source?: Int32Array; target?: Int32Array } = {};
  return (path) => {
    const rules = rulesOf(path);
    if (rules === undefined) return undefined;
    const { end, numberOf, isSum } = rules;
    const rows = made[end] ?? rowsAt(end);
    made[end] = rows;
    return gathered({ edges, rows, nodeCount: nodes.length }, numberOf, isSum ? () => 1 : requestsOf, isSum);
  };
}

interface Rules {
  readonly end: "source" | "target";
  readonly numberOf: NumberOf;
  readonly isSum: boolean;
}

interface AtNodes {
  readonly edges: readonly TopologyEdge[];
  readonly rows: Int32Array;
  readonly nodeCount: number;
}

function gathered({ edges, rows, nodeCount }: AtNodes, numberOf: NumberOf, weightOf: NumberOf, isSum: boolean) {
  const numbers = new Float64Array(nodeCount);
  const weights = new Float64Array(nodeCount);
  edges.forEach((edge, at) => {
    const row = rows[at] ?? -1;
    const number = numberOf(edge);
    if (number === undefined || row < 0) return;
    const weight = weightOf(edge) ?? 0;
    numbers[row] = (numbers[row] ?? 0) + weight * number;
    weights[row] = (weights[row] ?? 0) + weight;
  });
  // None of it is 0 by 0, which is no number.
  return numbers.map((number, row) => number / (isSum ? Math.min(1, weights[row] ?? 0) : (weights[row] ?? 0)));
}

function requestsOf({ requestsPerSecond }: TopologyEdge): number {
  return requestsPerSecond ?? 0;
}

function rulesOf(path: string): Rules | undefined {
  // Most often a node is unwell for the failures among what it receives.
  if (/^health\.causes\.\d+\.value$/.test(path)) return rulesOf("inbound.errorRatio");
  const [side = "", ...rest] = path.split(".");
  if (side !== "inbound" && side !== "outbound") return undefined;
  const end = sides[side];
  const field = rest.join(".");
  const sum = sums[field];
  if (sum !== undefined) return { end, numberOf: sum, isSum: true };
  const numberOf = shares[field] ?? (field.startsWith("latencyMs.") ? durationAt(field) : undefined);
  return numberOf && { end, numberOf, isSum: false };
}

function durationAt(field: string): NumberOf {
  const valueIn = finderOf(field);
  return (edge) => valueIn(edge) as number | undefined;
}

function shareThatIs(status: HealthStatus, health: TopologyEdge["health"]): number {
  if (health.status === status) return status === "healthy" || status === "unknown" ? 1 : unwellShare(health);
  if (status !== "healthy" || health.status === "unknown") return 0;
  return 1 - unwellShare(health);
}
