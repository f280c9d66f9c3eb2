import type { Topology, TopologyNode } from "@fyr/contract";
import { demoTopology } from "../demo-topology.fixture.ts";

/** Test data: the demo's mesh, several times over, every copy in namespaces of its own: "shop", "shop-2" and so on. */
export function manyMeshes(times: number): Topology {
  const copies = Array.from({ length: times }, (_, index) => copyOf(demoTopology(), index));
  const [first = demoTopology()] = copies;
  return {
    ...first,
    nodes: copies.flatMap(({ nodes }) => nodes),
    edges: copies.flatMap(({ edges }) => edges),
    namespaces: copies.flatMap(({ namespaces }) => namespaces),
    problems: copies.flatMap(problemsIn),
  };
}

function copyOf(topology: Topology, index: number): Topology {
  if (index === 0) return topology;
  const own = <Id extends string>(id: Id) => `${id}-${index + 1}` as Id;
  const renamed = (node: TopologyNode): TopologyNode =>
    node.namespace === undefined
      ? { ...node, id: own(node.id) }
      : { ...node, id: own(node.id), namespace: own(node.namespace) };
  return {
    ...topology,
    nodes: topology.nodes.map(renamed),
    edges: topology.edges.map((edge) => ({
      ...edge,
      id: own(edge.id),
      source: own(edge.source),
      target: own(edge.target),
    })),
    namespaces: topology.namespaces.map((namespace) => ({ ...namespace, name: own(namespace.name) })),
  };
}

function problemsIn({ edges }: Topology): Topology["problems"] {
  return edges
    .filter(({ health }) => health.status === "failing")
    .map(({ id }) => ({
      id: `server-errors:edge:${id}`,
      subject: { type: "edge", id },
      kind: "server-errors",
      status: "failing",
      now: {},
      callers: [],
    }));
}
