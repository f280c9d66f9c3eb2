import type { EdgeId, Health, NodeId, RollupId, TopologyEdge, TopologyNode, TopologyProblem } from "@fyr/contract";
import { keysOf } from "../count-calls.ts";
import { type EdgeTally, isSameEdge } from "../edge-tally.ts";
import { gatherParties } from "../gather-edges.ts";
import { gatherNodes } from "../gather-nodes.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import type { NodeTally } from "../node.ts";
import { nodePartiesOf } from "../node-parties.ts";
import type { CountedEdge } from "../node-tally.ts";
import { known } from "../optional.ts";
import type { Picture, PictureInput, UsualPicture } from "../picture.ts";
import type { Place } from "../place.ts";
import type { Placer } from "../placer.ts";
import { areAboutTheSame, createPlacing, type SampleLineup } from "../placing.ts";
import { problemsOf } from "../problems.ts";
import { createRollups } from "../regrain/rollups.ts";
import { sameList } from "../same-value.ts";
import type { EdgeKey } from "../samples.ts";
import type { Scope } from "../scope.ts";
import { summariseNamespaces, totalsOf } from "../summary.ts";
import { createPairCounter } from "./kept-pairs.ts";
import { createKeptSides } from "./kept-sides.ts";
import { createKeptSubjects } from "./kept-subjects.ts";
import { createLatest, createSorter, createSteadyList } from "./latest.ts";
import { createLineups, type Lineup } from "./lineup.ts";

/**
 * What one build leaves to the next: of everything the parts it was made of, and what was made. Nothing in it is older
 * than the build before.
 */
export interface BuildMemory {
  lineupOf(samples: PictureInput["samples"]): SampleLineup;
  readonly placingOf: ReturnType<typeof createPlacing>;
  readonly pairsOf: ReturnType<typeof createPairCounter>;
  readonly rollupsOf: ReturnType<typeof createRollups>;
  /** Begins a build. Of another basis nothing is kept. */
  keptFor(basis: readonly unknown[]): Kept;
}

/** What is kept while tolerances, inventory, window and scope are the same. */
type Kept = ReturnType<typeof createKept>;

export function createBuildMemory(): BuildMemory {
  let basis: readonly unknown[] = [];
  let kept = createKept();
  return {
    lineupOf: createLineups(areAboutTheSame),
    placingOf: createPlacing(),
    pairsOf: createPairCounter(),
    rollupsOf: createRollups(),
    keptFor: (asked) => {
      if (!sameList(basis, asked)) kept = createKept();
      basis = asked;
      for (const subjects of [kept.edges, kept.nodes, kept.sides, kept.totals]) subjects.turn();
      return kept;
    },
  };
}

function createKept() {
  const tallyList = createSteadyList<EdgeTally>();
  const sorted = createLatest(createSorter<EdgeTally>());
  return {
    edges: createKeptSubjects<EdgeId, CountedEdge>(),
    sides: createKeptSides(),
    nodes: createKeptSubjects<NodeId, TopologyNode>(),
    totals: createKeptSubjects<RollupId, Health>(),
    sorted: (tallies: readonly EdgeTally[]) => sorted(tallyList(tallies)),
    countedList: createSteadyList<CountedEdge>(),
    edgeList: createLatest((counted: readonly CountedEdge[]): readonly TopologyEdge[] =>
      counted.map(([, edge]) => edge),
    ),
    nodeList: createSteadyList<TopologyNode>(),
    lineupOf: createLineups(isSameEdge),
    waypointList: createSteadyList<Place>(),
    passingList: createSteadyList<Place>(),
    drawn: createLatest(drawnOf),
    namespaces: createLatest(summariseNamespaces),
    totalNumbers: createLatest(totalsOf),
    problems: createLatest(
      (
        nodes: readonly TopologyNode[],
        edges: readonly TopologyEdge[],
        usual: UsualPicture | undefined,
        since: PictureInput["since"],
      ): readonly TopologyProblem[] => problemsOf(nodes, edges, { ...(usual && { usual }), ...(since && { since }) }),
    ),
  };
}

/** What is drawn but for its numbers, and what it was measured by. */
function drawnOf(
  { items: tallies }: Lineup<EdgeTally>,
  passing: readonly Place[],
  scope: Scope,
  placer: Placer,
  inventory: InventoryIndex | undefined,
): { readonly nodes: readonly NodeTally[]; readonly measuredBy: ReturnType<typeof measuredBy> } {
  const parties = gatherParties(tallies);
  const nodes = gatherNodes({ tallies, parties, passing, scope, placer, ...known("inventory", inventory) });
  return { nodes, measuredBy: measuredBy(tallies, parties) };
}

export function measuredBy(
  tallies: readonly EdgeTally[],
  parties: ReturnType<typeof gatherParties>,
): Pick<Picture, "edgeKeys" | "nodeParties"> {
  const edgeKeys = new Map<EdgeId, readonly EdgeKey[]>();
  for (const tally of tallies) edgeKeys.set(tally.id, keysOf(tally));
  return { edgeKeys, nodeParties: nodePartiesOf(tallies, parties) };
}
