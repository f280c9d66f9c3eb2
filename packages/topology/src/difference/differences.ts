import type { Difference, Differences, EdgeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import { roundQuantity } from "../wire-grid.ts";
import { zOfCounts } from "./chance.ts";
import { comparedOf } from "./compared.ts";
import { countedOf, edgeDifferences, leastZ, ratesOf } from "./edge-differences.ts";
import { type Looked, shiftedBetweenVersions } from "./shifted.ts";

/** What got worse, what is merely other, and what got better. */
const order: Record<Difference["kind"], number> = {
  "failing-more": 0,
  slower: 0,
  gone: 0,
  "less-mtls": 0,
  new: 1,
  shifted: 1,
  busier: 1,
  quieter: 1,
  "failing-less": 2,
  faster: 2,
  "more-mtls": 2,
};

/**
 * Two moments held against each other, edge by edge. What chance can explain is left out, and what is true of the mesh
 * as a whole: rates are compared after all of them were brought to the same level.
 */
export function differencesOf(
  now: Looked,
  before: Looked,
): Pick<Differences, "differences" | "goneNodes" | "goneEdges" | "edges"> {
  const was = new Map(before.edges.map((edge) => [edge.id, edge]));
  const is = new Map(now.edges.map((edge) => [edge.id, edge]));
  const goneEdges = before.edges.filter((edge) => !is.has(edge.id) && ratesOf(edge) > 0);
  const found = [
    ...kept(now, before, was),
    ...now.edges.flatMap((edge) => (was.has(edge.id) ? [] : appeared(edge, now, before, "new"))),
    ...goneEdges.flatMap((edge) => appeared(edge, before, now, "gone")),
    ...nodesThatCame(now, before, "new"),
    ...nodesThatCame(before, now, "gone"),
  ];
  const present = new Set(now.nodes.map(({ id }) => id));
  return {
    differences: found.map(rounded).sort(worstFirst),
    goneNodes: before.nodes.filter(({ id }) => !present.has(id)),
    goneEdges,
    edges: is.size + goneEdges.length,
  };
}

function kept(now: Looked, before: Looked, was: ReadonlyMap<EdgeId, TopologyEdge>): Difference[] {
  const pairs = now.edges.flatMap((edge) => {
    const past = was.get(edge.id);
    return past ? [{ now: edge, before: past, nowSeconds: now.seconds, beforeSeconds: before.seconds }] : [];
  });
  const growth = medianGrowth(pairs);
  const shifted = shiftedBetweenVersions(now, before);
  const others = pairs.flatMap((pair) =>
    edgeDifferences(pair, growth).filter(({ kind }) => !(shifted.has(pair.now.id) && ratesAlone.has(kind))),
  );
  return [...shifted.values(), ...others];
}

/** What a shift explains. */
const ratesAlone: ReadonlySet<Difference["kind"]> = new Set(["busier", "quieter"]);

/** Half the edges grew by more. */
function medianGrowth(pairs: readonly { readonly now: TopologyEdge; readonly before: TopologyEdge }[]): number {
  const ratios = pairs
    .map(({ now, before }) => ratesOf(now) / ratesOf(before))
    .filter((ratio) => Number.isFinite(ratio) && ratio > 0)
    .sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? 1;
}

/** An edge that one of the moments does not have: enough of it to be sure that it did not just rest. */
function appeared(edge: TopologyEdge, there: Looked, other: Looked, kind: "new" | "gone"): Difference[] {
  const expected = ratesOf(edge) * other.seconds;
  const z = Math.min(zOfCounts(countedOf(edge, there.seconds), 0), zOfCounts(expected, 0));
  const bytes = edge.bytesPerSecond;
  const isOpen = edge.protocol === "tcp" && bytes !== undefined && bytes.toTarget + bytes.toSource > 0;
  if (z < leastZ && !isOpen) return [];
  const compared = comparedOf(edge);
  return [
    {
      subject: { type: "edge", id: edge.id },
      kind,
      ...(kind === "new" ? { now: compared } : { before: compared }),
      z: isOpen ? Math.max(z, leastZ) : z,
      weight: ratesOf(edge),
    },
  ];
}

/** Nodes with traffic that the other moment does not have at all. */
function nodesThatCame(there: Looked, other: Looked, kind: "new" | "gone"): Difference[] {
  const known = new Set(other.nodes.map(({ id }) => id));
  return there.nodes
    .filter((node) => !known.has(node.id) && expectedOf(node, other.seconds) >= leastZ ** 2)
    .map((node) => ({
      subject: { type: "node", id: node.id },
      kind,
      ...(kind === "new" ? { now: comparedOf(node.inbound) } : { before: comparedOf(node.inbound) }),
      z: Math.min(zOfCounts(expectedOf(node, there.seconds), 0), zOfCounts(expectedOf(node, other.seconds), 0)),
      weight: node.inbound.requestsPerSecond ?? 0,
    }));
}

function expectedOf({ inbound, outbound }: TopologyNode, seconds: number): number {
  return (inbound.requestsPerSecond ?? outbound.requestsPerSecond ?? 0) * seconds;
}

function rounded(difference: Difference): Difference {
  return { ...difference, z: roundQuantity(difference.z), weight: roundQuantity(difference.weight) };
}

function worstFirst(a: Difference, b: Difference): number {
  return order[a.kind] - order[b.kind] || b.weight - a.weight || b.z - a.z || (a.subject.id < b.subject.id ? -1 : 1);
}
