import type { NodeId, Topology } from "@fyr/contract";
import { stepsFrom } from "@fyr/topology";
import type { Focus, FocusDepth } from "../../view/view-state.ts";
import { pathsIn } from "./paths-in.ts";

type Elements = Pick<Topology, "nodes" | "edges">;
type End = "source" | "target";

/** Ids of the nodes and edges in focus; undefined where a node it is about is not in the picture. */
export function inFocus(elements: Elements, focus: Focus): ReadonlySet<string> | undefined {
  const present = (id: string) => elements.nodes.find((node) => node.id === id)?.id;
  if ("around" in focus) {
    const node = present(focus.around);
    return node && around(elements, node, focus.depth);
  }
  const found = pathsIn(elements, focus);
  return found && new Set<string>([...found.nodes, ...found.edges]);
}

/** Who can be reached from a node (`target`), or reaches it (`source`), the node itself left out. */
export function reachOf(elements: Elements, node: NodeId, towards: End): ReadonlySet<NodeId> {
  const reached = new Set(stepsFrom(elements.edges, node, towards).keys());
  reached.delete(node);
  return reached;
}

/** Up to `depth` calls up and down the stream, each followed in its own direction only. */
function around(elements: Elements, node: NodeId, depth: FocusDepth): ReadonlySet<string> {
  const most = depth === "all" ? Number.POSITIVE_INFINITY : Number(depth);
  const bright = new Set<string>([node]);
  for (const towards of ["source", "target"] as const) {
    const steps = stepsFrom(elements.edges, node, towards, { most });
    const begin = towards === "target" ? "source" : "target";
    for (const edge of elements.edges) {
      if ((steps.get(edge[begin]) ?? most) < most) bright.add(edge.id).add(edge[towards]);
    }
  }
  return bright;
}
