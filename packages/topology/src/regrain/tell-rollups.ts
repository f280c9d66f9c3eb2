import type { Rollup, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import type { Judge } from "../health/judge.ts";
import { hostFlags } from "../host-flags.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { known } from "../optional.ts";
import { roundHealth } from "../wire-grid.ts";
import { type BundleMemory, countBundles } from "./count-bundles.ts";
import { timedEndsOf } from "./member-latency.ts";
import type { Ask, EdgeAsk, NodeAsk, RollupPlan } from "./rollup-plan.ts";
import type { Drawn } from "./shape.ts";
import { edgesTogether, type KeptTotals, nodesTogether } from "./total-judge.ts";

/** What a plan is asked of. By its rows: the edges with what was counted on each. */
export interface RollupSources {
  readonly drawn: Drawn;
  readonly edges: readonly TopologyEdge[];
  readonly tallies: readonly EdgeTally[];
  readonly judge: Judge;
  readonly inventory?: InventoryIndex;
  readonly kept: KeptTotals;
}

/** What there is to tell of each that is asked for. `memory`: of the same plan. */
export function tellRollups(plan: RollupPlan, memory: BundleMemory, sources: RollupSources): Rollup[] {
  const { drawn, judge, inventory, kept } = sources;
  const bundles = countBundles(memory, sources, () => timedEndsOf(drawn));
  const steering = inventory?.steersNobody === false ? inventory : undefined;

  function ofEdge(ask: EdgeAsk): Rollup | undefined {
    const { told } = bundles.of(ask.members);
    return rollupOf(ask, { latencyMs: told, health: edgesTogether(judge, ask, bundles, kept) });
  }

  function ofNode(ask: NodeAsk): Rollup | undefined {
    const { inbound, outbound, isPlain, hosts } = ask;
    const flags = hosts && steering && hostFlags(hosts, steering);
    if (isPlain) return rollupOf(ask, { flags });
    return rollupOf(ask, {
      latencyMs: bundles.of(inbound).told,
      outboundLatencyMs: bundles.of(outbound).told,
      health: nodesTogether(judge, ask, drawn.nodes, bundles, kept),
      flags,
    });
  }

  function answerTo(ask: Ask): Rollup | undefined {
    switch (ask.kind) {
      case "whole":
        return { id: ask.id, ...known("edge", sources.edges[ask.row]), parts: [...ask.parts] };
      case "edge":
        return ofEdge(ask);
      case "node":
        return ofNode(ask);
    }
  }

  const rollups: Rollup[] = [];
  for (const ask of plan.asks) {
    const rollup = answerTo(ask);
    if (rollup !== undefined) rollups.push(rollup);
  }
  return rollups;
}

type Rest = Omit<Rollup, "id">;

/** What there is of it; undefined where there is nothing, as of most. */
function rollupOf(
  { id }: Ask,
  { latencyMs, outboundLatencyMs, health, flags = [] }: { [Name in keyof Rest]?: Rest[Name] | undefined },
): Rollup | undefined {
  if (latencyMs === undefined && outboundLatencyMs === undefined && health === undefined && flags.length === 0) {
    return undefined;
  }
  const rollup: Rollup = { id };
  if (latencyMs !== undefined) rollup.latencyMs = latencyMs;
  if (outboundLatencyMs !== undefined) rollup.outboundLatencyMs = outboundLatencyMs;
  if (health !== undefined) rollup.health = roundHealth(health);
  if (flags.length > 0) rollup.flags = flags;
  return rollup;
}
