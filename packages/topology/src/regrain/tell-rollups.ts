import type { Rollup, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import type { Judge } from "../health/judge.ts";
import { hostFlags } from "../host-flags.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { known } from "../optional.ts";
import { roundHealth } from "../wire-grid.ts";
import { countBundles } from "./count-bundles.ts";
import { timedEndsOf } from "./member-latency.ts";
import type { Ask, EdgeAsk, NodeAsk, RollupPlan } from "./rollup-plan.ts";
import type { Drawn } from "./shape.ts";
import { edgesTogether, nodesTogether } from "./total-judge.ts";

/** What a plan is asked of. By its rows: the edges with what was counted on each. */
export interface RollupSources {
  readonly drawn: Drawn;
  readonly edges: readonly TopologyEdge[];
  readonly tallies: readonly EdgeTally[];
  readonly judge: Judge;
  readonly inventory?: InventoryIndex;
}

/** What there is to tell of each that is asked for. */
export function tellRollups(plan: RollupPlan, sources: RollupSources): Rollup[] {
  const { drawn, judge, inventory } = sources;
  const bundles = countBundles(plan.bundles, sources, timedEndsOf(drawn));
  const steering = inventory?.steersNobody === false ? inventory : undefined;

  function ofEdge(ask: EdgeAsk): Rest {
    return restOf({ latencyMs: bundles.toldOf(ask.members), health: edgesTogether(judge, ask, bundles) });
  }

  function ofNode(ask: NodeAsk): Rest {
    const { inbound, outbound, nodes, isPlain, hosts } = ask;
    const flags = hosts && steering && hostFlags(hosts, steering);
    if (isPlain) return restOf({ flags });
    const health = nodesTogether(judge, ask, () => nodes.flatMap((row) => drawn.nodes[row] ?? []), bundles);
    return restOf({
      latencyMs: bundles.toldOf(inbound),
      outboundLatencyMs: bundles.toldOf(outbound),
      health,
      flags,
    });
  }

  function askedOf(ask: Ask): Rest {
    switch (ask.kind) {
      case "whole":
        return { ...known("edge", sources.edges[ask.row]), parts: [...ask.parts] };
      case "edge":
        return ofEdge(ask);
      case "node":
        return ofNode(ask);
    }
  }

  const rollups: Rollup[] = [];
  for (const ask of plan.asks) {
    const rest = askedOf(ask);
    if (!isEmpty(rest)) rollups.push({ id: ask.id, ...rest });
  }
  return rollups;
}

type Rest = Omit<Rollup, "id">;

/** What there is of it; most have none. */
function restOf({
  latencyMs,
  outboundLatencyMs,
  health,
  flags,
}: { [Name in keyof Rest]?: Rest[Name] | undefined }): Rest {
  const rest: Rest = {};
  if (latencyMs !== undefined) rest.latencyMs = latencyMs;
  if (outboundLatencyMs !== undefined) rest.outboundLatencyMs = outboundLatencyMs;
  if (health !== undefined) rest.health = roundHealth(health);
  if (flags !== undefined && flags.length > 0) rest.flags = flags;
  return rest;
}

function isEmpty(rest: Rest): boolean {
  for (const _ in rest) return false;
  return true;
}
