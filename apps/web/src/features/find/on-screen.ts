import type { Topology } from "@fyr/contract";
import { listedIn, type Sight } from "./sight.ts";

/**
 * The picture without what is hidden, and where something is looked for or in focus, that and the ends of its edges
 * alone. Of a part, rolled-up edges go: they merge more than is left.
 */
export function onScreen(topology: Topology, sight: Sight): Topology {
  const listed = listedIn(topology, sight);
  if (listed === undefined) return topology;
  const edges = topology.edges.filter(({ id }) => listed.has(id));
  const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const { rollups: _, ...rest } = topology;
  return { ...rest, edges, nodes: topology.nodes.filter(({ id }) => listed.has(id) || ends.has(id)) };
}
