import type { Finding, Hop, NodeId, Place, Topology } from "@fyr/contract";
import { endIdsOf } from "@fyr/topology";
import { isOnMap } from "../place-on-map.ts";

/** Where a finding begins though the tree does not reach it, and whoever calls it most: a tree from there does. */
export interface OutOfTree {
  readonly origin: NodeId;
  readonly caller: NodeId;
}

/** Whether a finding begins at this hop: at the node, or at the call that leads to it. */
export function isOriginHop({ node, edge }: Pick<Hop, "node" | "edge">, origin: Place | undefined): boolean {
  if (origin === undefined || !isOnMap(origin)) return false;
  return origin.id === (origin.type === "node" ? node : edge);
}

/** Large trees end before everything is told. Undefined where the origin is in the tree, or nobody calls it. */
export function outOfTree(
  hops: readonly Hop[],
  finding: Pick<Finding, "origin"> | undefined,
  { edges }: Pick<Topology, "edges">,
): OutOfTree | undefined {
  if (finding === undefined || !("id" in finding.origin) || hops.length === 0) return undefined;
  const { type, id } = finding.origin;
  const origin = (type === "node" ? id : endIdsOf(id)?.target) as NodeId | undefined;
  if (origin === undefined || hops.some(({ node }) => node === origin)) return undefined;
  const [busiest] = edges
    .filter(({ target, source }) => target === origin && source !== hops[0]?.node)
    .toSorted((a, b) => (b.requestsPerSecond ?? 0) - (a.requestsPerSecond ?? 0));
  return busiest && { origin, caller: busiest.source };
}
