import type { EdgeId, Rollup, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import type { Judge } from "../health/judge.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { sameList } from "../same-value.ts";
import type { BundleMemory } from "./count-bundles.ts";
import { type Cut, coarserCuts } from "./cut.ts";
import type { WholeEdge } from "./groups.ts";
import { planRollups, type RollupPlan } from "./rollup-plan.ts";
import { areSameEdges, isSameShape } from "./same-shape.ts";
import { type Drawn, shapeOf } from "./shape.ts";
import { type RollupSources, tellRollups } from "./tell-rollups.ts";

/** A picture of workloads with what it was counted from. */
export interface Counted extends Drawn {
  /** Of the edges, in their order. */
  readonly tallies: readonly EdgeTally[];
  readonly inventory?: InventoryIndex;
  readonly judge: Judge;
  readonly kept: RollupSources["kept"];
  /** The edges of a cut that hold only a part of others, and what they were counted from. */
  wholeAt(cut: Cut): WholeEdges;
}

export interface WholeEdges {
  readonly edges: readonly WholeEdge[];
  readonly tallies: ReadonlyMap<EdgeId, EdgeTally>;
}

/**
 * What every coarser cut needs and a picture of workloads does not tell, sorted by id. Whom to ask is worked out anew
 * only when the picture has another shape than in the call before.
 */
export function createRollups(): (counted: Counted) => Rollup[] {
  let planned: Planned | undefined;
  return ({ nodes, edges, tallies, judge, inventory, wholeAt, kept }) => {
    const drawn = { nodes, edges };
    const whole = coarserCuts.map(wholeAt);
    const basis = { drawn, standards: judge.standards, whole: whole.map((cut) => cut.edges) };
    const { plan, bundles } =
      planned !== undefined && isSameBasis(planned.basis, basis)
        ? planned
        : beginning(planRollups(shapeOf(drawn), judge, basis.whole));
    planned = { basis, plan, bundles };
    const counts = {
      nodes,
      edges: [...edges, ...whole.flatMap((cut) => cut.edges.map(({ edge }) => edge))],
      tallies: [...tallies, ...whole.flatMap((cut) => [...cut.tallies.values()])],
    };
    return tellRollups(plan, bundles, { drawn, ...counts, judge, kept, ...(inventory && { inventory }) });
  };
}

interface Planned {
  readonly basis: Basis;
  readonly plan: RollupPlan;
  /** As they were in the last picture of this plan. */
  readonly bundles: BundleMemory;
}

function beginning(plan: RollupPlan): Pick<Planned, "plan" | "bundles"> {
  return { plan, bundles: { edges: [], counted: new Array(plan.bundles) } };
}

/** What a plan stands on. */
interface Basis {
  readonly drawn: Drawn;
  readonly standards: Judge["standards"];
  /** By cut. */
  readonly whole: readonly (readonly WholeEdge[])[];
}

function isSameBasis(a: Basis, b: Basis): boolean {
  return (
    sameList(a.standards, b.standards) &&
    a.whole.every((edges, cut) => areSameWhole(edges, b.whole[cut] ?? [])) &&
    isSameShape(a.drawn, b.drawn)
  );
}

function areSameWhole(a: readonly WholeEdge[], b: readonly WholeEdge[]): boolean {
  return areSameEdges(a.map(edgeOf), b.map(edgeOf)) && a.every(({ parts }, at) => sameList(parts, b[at]?.parts ?? []));
}

function edgeOf({ edge }: WholeEdge): TopologyEdge {
  return edge;
}
