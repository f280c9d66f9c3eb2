import type { DestinationService, TopologyEdge, TopologyNode } from "@fyr/contract";
import { isEach, sameList } from "../same-value.ts";
import type { Drawn } from "./shape.ts";

/** Whether the same belongs together in both at every cut: they differ in numbers alone, as looks at a steady mesh do. */
export function isSameShape(a: Drawn, b: Drawn): boolean {
  return isEach(a.nodes, b.nodes, isSameNode) && areSameEdges(a.edges, b.edges);
}

/** They lie between the same ends, through the same services, and are counted by the same. */
export function areSameEdges(a: readonly TopologyEdge[], b: readonly TopologyEdge[]): boolean {
  return isEach(a, b, isSameEdge);
}

/** Ids tell kind, cluster and workload; these are the other facts by which a node has its place. */
function isSameNode(a: TopologyNode, b: TopologyNode): boolean {
  return (
    a.id === b.id &&
    a.namespace === b.namespace &&
    a.name === b.name &&
    a.app === b.app &&
    a.version === b.version &&
    a.service === b.service &&
    a.mainService?.namespace === b.mainService?.namespace &&
    a.mainService?.name === b.mainService?.name &&
    sameList(a.services ?? [], b.services ?? [])
  );
}

function isSameEdge(a: TopologyEdge, b: TopologyEdge): boolean {
  return (
    a.id === b.id && a.reporter === b.reporter && isEach(a.destinationServices, b.destinationServices, isSameService)
  );
}

function isSameService(a: DestinationService, b: DestinationService): boolean {
  return a.name === b.name && a.host === b.host && a.namespace === b.namespace && a.outside === b.outside;
}
