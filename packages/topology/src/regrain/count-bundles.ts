import type { Health, Quantiles, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import { durationsTogether, quantilesOf } from "../latency.ts";
import type { CountedEdge } from "../node-tally.ts";
import { rowsOf } from "../rows-of.ts";
import { isEach } from "../same-value.ts";
import { roundQuantiles } from "../wire-grid.ts";
import type { Bundle } from "./bundles.ts";
import { latencyOf, type TimedEnds } from "./member-latency.ts";
import { isOpen, worstOf } from "./open-parts.ts";
import type { Drawn } from "./shape.ts";

/** By the rows of bundles: the edges, with what was counted on each, and the nodes. */
interface CountedRows {
  readonly drawn: Pick<Drawn, "nodes">;
  readonly edges: readonly TopologyEdge[];
  readonly tallies: readonly EdgeTally[];
}

/** A bundle in one picture. While none of its edges is another it is the very same object from picture to picture. */
export interface CountedBundle {
  readonly edges: readonly TopologyEdge[];
  /** The worst of them. */
  readonly status: Health["status"];
  /** Some of them leave room for more than that. */
  readonly isOpen: boolean;
  /** How long all of them took, where the picture does not tell. */
  readonly told: Quantiles | undefined;
}

export interface CountedBundles {
  of(bundle: Bundle): CountedBundle;
  /** How long all of them took, whoever tells it. */
  latencyOf(bundle: CountedBundle): Quantiles | undefined;
  /** Its edges with what was counted on each. */
  countedOn(bundle: Bundle): readonly CountedEdge[];
}

/** What was counted of bundles, by their numbers, in the last picture of a plan. */
export interface BundleMemory {
  edges: readonly TopologyEdge[];
  counted: readonly (CountedBundle | undefined)[];
}

/** `endsOf`: asked for only where something is counted anew. */
export function countBundles(
  memory: BundleMemory,
  { drawn: { nodes }, edges, tallies }: CountedRows,
  endsOf: () => TimedEnds,
): CountedBundles {
  const before = memory.counted;
  const isMoved = movedSince(memory.edges, edges);
  const counted: (CountedBundle | undefined)[] = new Array(before.length);
  let ends: TimedEnds | undefined;
  const knownOf = (members: readonly TopologyEdge[]) => {
    ends ??= endsOf();
    return latencyOf(members, ends);
  };
  memory.edges = edges;
  memory.counted = counted;

  function keptOf({ number, rows }: Bundle): CountedBundle | undefined {
    const old = before[number];
    return old === undefined || rows.some(isMoved) ? undefined : old;
  }

  function countAnew(bundle: Bundle): CountedBundle {
    const members = rowsOf(edges, bundle.rows);
    const told = isUntold(bundle, members) ? quantilesTogether(rowsOf(tallies, bundle.rows)) : undefined;
    return { edges: members, status: worstOf(members), isOpen: members.some(isOpen), told };
  }

  function isUntold({ side }: Bundle, members: readonly TopologyEdge[]): boolean {
    if (members.length < 2) return false;
    const isTold = side !== undefined && nodes[side.row]?.[side.direction].latencyMs !== undefined;
    return !isTold && knownOf(members) === undefined && members.some(isTimed);
  }

  return {
    of: (bundle) => {
      const known = counted[bundle.number] ?? keptOf(bundle) ?? countAnew(bundle);
      counted[bundle.number] = known;
      return known;
    },
    latencyOf: ({ told, edges: members }) => told ?? knownOf(members),
    countedOn: ({ rows }) =>
      rows.flatMap((row): CountedEdge[] => {
        const [tally, edge] = [tallies[row], edges[row]];
        return tally === undefined || edge === undefined ? [] : [[tally, edge]];
      }),
  };
}

/** Rows of edges of which something is another. What was timed elsewhere tells whether some edges are all that a node has. */
function movedSince(before: readonly TopologyEdge[], edges: readonly TopologyEdge[]): (row: number) => boolean {
  return isEach(before, edges, areTimedAlike) ? (row) => edges[row] !== before[row] : () => true;
}

function areTimedAlike(a: TopologyEdge, b: TopologyEdge): boolean {
  return isTimed(a) === isTimed(b);
}

function isTimed({ latencyMs }: TopologyEdge): boolean {
  return latencyMs !== undefined;
}

function quantilesTogether(tallies: readonly EdgeTally[]): Quantiles | undefined {
  const exact = quantilesOf(durationsTogether(tallies.map(({ durations }) => durations)));
  return exact && roundQuantiles(exact);
}
