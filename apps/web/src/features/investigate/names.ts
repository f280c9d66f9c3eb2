import type { Place, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { endIdsOf, nameInId } from "@fyr/topology";
import { nodeInShort } from "../../ui/node-name.ts";

/** Calls the parts of a mesh by their names, those that are gone from it by what their ids say. */
export interface Names {
  readonly node: (id: string) => TopologyNode | undefined;
  readonly edge: (id: string) => TopologyEdge | undefined;
  /** "payment v2" */
  readonly ofNode: (id: string) => string;
  /** "checkout → payment v2" */
  readonly ofEdge: (id: string) => string;
  readonly ofPlace: (place: Place) => string;
}

/** `gone`: parts of an earlier picture. */
export function namesIn(
  { nodes, edges }: Pick<Topology, "nodes" | "edges">,
  gone?: { readonly nodes: readonly TopologyNode[]; readonly edges: readonly TopologyEdge[] },
): Names {
  const nodesById = new Map<string, TopologyNode>([...(gone?.nodes ?? []), ...nodes].map((node) => [node.id, node]));
  const edgesById = new Map<string, TopologyEdge>([...(gone?.edges ?? []), ...edges].map((edge) => [edge.id, edge]));
  const ofNode = (id: string) => {
    const node = nodesById.get(id);
    return node === undefined ? nameInId(id) : nodeInShort(node);
  };
  const ofEdge = (id: string) => {
    const ends = edgesById.get(id) ?? endIdsOf(id);
    return ends === undefined ? nameInId(id) : `${ofNode(ends.source)} → ${ofNode(ends.target)}`;
  };
  const ofPlace = (place: Place) => {
    switch (place.type) {
      case "edge":
        return ofEdge(place.id);
      case "node":
        return ofNode(place.id);
      case "host":
        return `node ${place.name}`;
      case "zone":
        return `zone ${place.name}`;
    }
  };
  return { node: (id) => nodesById.get(id), edge: (id) => edgesById.get(id), ofNode, ofEdge, ofPlace };
}
