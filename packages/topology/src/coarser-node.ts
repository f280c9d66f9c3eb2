import type { Grain, NodeId, TopologyNode } from "@fyr/contract";
import { nodeIdOf } from "./ids.ts";

/**
 * The node a workload-grain node belongs to at a coarser grain; itself where it stands for nothing coarser. Not for
 * grain `service`: there an edge goes to whichever service was called.
 */
export function coarserNodeId(node: TopologyNode, grain: Exclude<Grain, "service">): NodeId {
  const { id, cluster, namespace, app, version } = node;
  if (grain === "workload" || namespace === undefined || node.kind === "serviceEntry") return id;
  if (grain === "namespace") return nodeIdOf("namespace", cluster, namespace);
  if (app === undefined || node.kind === "service" || node.kind === "unknown") return id;
  const versions = grain === "app" || version === undefined ? [] : [version];
  return nodeIdOf("app", cluster, namespace, app, ...versions);
}
