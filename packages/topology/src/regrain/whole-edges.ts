import type { EdgeId, TopologyEdge } from "@fyr/contract";
import { calledService } from "../called-service.ts";
import { keysOf } from "../count-calls.ts";
import type { EdgeTally } from "../edge-tally.ts";
import { gatherEdges } from "../gather-edges.ts";
import { edgeIdOf } from "../ids.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import type { Placer } from "../placer.ts";
import type { TrafficSample } from "../samples.ts";
import type { Cut } from "./cut.ts";
import type { WholeEdges } from "./rollups.ts";
import { mergesCallers } from "./shape.ts";

export interface WholeSources {
  readonly samples: readonly TrafficSample[];
  /** Of the picture of workloads. */
  readonly tallies: readonly EdgeTally[];
  readonly inventory?: InventoryIndex;
  placerAt(grain: Cut["grain"]): Placer;
  isInScope(ends: Pick<EdgeTally, "source" | "target">): boolean;
  /** Edges of workloads that are no other traffic than others are, where workloads merge. */
  toldElsewhere(): ReadonlySet<EdgeId>;
  edgeOf(tally: EdgeTally, cut: Cut): TopologyEdge;
}

/** By cut, the edges that hold a part of another: two services lead to one workload, and only the samples tell them apart. */
export function createWholeEdges(sources: WholeSources): (cut: Cut) => WholeEdges {
  const { tallies, inventory, placerAt } = sources;
  const shared = new Set(tallies.filter((tally) => isShared(tally, inventory)).map(({ id }) => id));
  const seen = shared.size === 0 ? [] : samplesInScope(sources);
  return (cut) => {
    const { grain, serviceNodes } = cut;
    if (shared.size === 0 || (grain !== "service" && !serviceNodes)) return { edges: [], tallies: new Map() };
    const pair = placerAt("workload");
    const toldElsewhere = mergesCallers(grain) ? sources.toldElsewhere() : undefined;
    const gathered = gatherEdges(seen, { pair, shown: placerAt(grain) }, serviceNodes, toldElsewhere);
    const held = gathered.flatMap((tally) => {
      const parts = partsOf(tally, pair);
      return parts.some((id) => shared.has(id)) ? [{ tally, parts }] : [];
    });
    return {
      edges: held.map(({ tally, parts }) => ({ edge: sources.edgeOf(tally, cut), parts })),
      tallies: new Map(held.map(({ tally }) => [tally.id, tally])),
    };
  };
}

/** By the workloads they are between: the way on from a service is in scope where its callers are. */
function samplesInScope({ samples, placerAt, isInScope }: WholeSources): TrafficSample[] {
  const pair = placerAt("workload");
  return samples.filter(({ source, destination }) =>
    isInScope({ source: pair.source(source, destination), target: pair.destination(destination, source) }),
  );
}

/** It was called through several services, or through one and none. */
function isShared({ services, hasNameless }: EdgeTally, inventory: InventoryIndex | undefined): boolean {
  if (services.length + Number(hasNameless) < 2) return false;
  const called = new Set<string>();
  for (const { party } of services) {
    const service = calledService(party, inventory);
    called.add(service === undefined ? "" : `${service.namespace}/${service.name}`);
  }
  if (hasNameless) called.add("");
  return called.size > 1;
}

/** The edges of workloads behind it. */
function partsOf(tally: EdgeTally, pair: Placer): EdgeId[] {
  const ids = keysOf(tally).map(({ source, destination, protocol }) => {
    const from = pair.source(source, destination);
    const to = pair.destination(destination, source);
    return edgeIdOf(from.id, to.id, protocol);
  });
  return [...new Set(ids)].sort();
}
