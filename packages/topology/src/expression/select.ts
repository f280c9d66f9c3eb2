import type { EdgeId, NodeId, Topology } from "@fyr/contract";
import { matches } from "./matches.ts";
import { subjectsOf } from "./subject.ts";
import type { Expression } from "./syntax.ts";

type Elements = Pick<Topology, "nodes" | "edges">;

export interface Selection {
  readonly nodes: ReadonlySet<NodeId>;
  readonly edges: ReadonlySet<EdgeId>;
}

/** The nodes and edges an expression holds for, each by itself. */
export function selectMatching(elements: Elements, expression: Expression): Selection {
  const nodes = new Set<NodeId>();
  const edges = new Set<EdgeId>();
  for (const subject of subjectsOf(elements)) {
    if (!matches(expression, subject)) continue;
    if (subject.type === "node") nodes.add(subject.node.id);
    else edges.add(subject.edge.id);
  }
  return { nodes, edges };
}

/** What was found, and the ends of the edges found, so that no edge hangs in the air. */
export function keepMatching<Picture extends Elements>(picture: Picture, expression: Expression): Picture {
  const found = selectMatching(picture, expression);
  const edges = picture.edges.filter(({ id }) => found.edges.has(id));
  const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return { ...picture, edges, nodes: picture.nodes.filter(({ id }) => found.nodes.has(id) || ends.has(id)) };
}

/** A node that is to go stays while an edge that is not to go ends at it: hiding the well never hides a failing call. */
export function dropMatching<Picture extends Elements>(picture: Picture, expression: Expression): Picture {
  const found = selectMatching(picture, expression);
  const edges = picture.edges.filter(({ id }) => !found.edges.has(id));
  const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return { ...picture, edges, nodes: picture.nodes.filter(({ id }) => !found.nodes.has(id) || ends.has(id)) };
}
