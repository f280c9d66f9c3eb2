import type { EdgeId, NodeId, TopologyEdge } from "@fyr/contract";
import { inWords, rate } from "../../ui/format.ts";
import type { LabelChoice } from "../../view/view-state.ts";
import type { EdgeLabel } from "./edge-label.ts";
import { labelOf } from "./edge-label.ts";

export type EdgeLook = "healthy" | "degraded" | "failing" | "tcp" | "unknown";

export interface EdgeElement {
  readonly id: EdgeId;
  readonly source: NodeId;
  readonly target: NodeId;
  readonly look: EdgeLook;
  /** px at zoom 1. */
  readonly width: number;
  readonly label?: EdgeLabel;
  readonly requestsPerSecond?: number;
  /** 0..1 of the requests. */
  readonly failingShare: number;
  readonly words: string;
}

export function edgeElement(
  edge: TopologyEdge,
  labels: LabelChoice,
  busy: boolean,
  names: ReadonlyMap<NodeId, string>,
): EdgeElement {
  const look = lookOf(edge);
  const label = labelOf(edge, labels, busy);
  const { requestsPerSecond } = edge;
  const said = label?.lines.join(", ") ?? (requestsPerSecond === undefined ? "TCP" : inWords(rate(requestsPerSecond)));
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    look,
    width: widthOf(look, requestsPerSecond ?? 0),
    ...(label === undefined ? {} : { label }),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    failingShare: edge.errorRatio ?? 0,
    words: `${names.get(edge.source) ?? "unknown"} to ${names.get(edge.target) ?? "unknown"}, ${edge.health.status}, ${said}`,
  };
}

function lookOf(edge: TopologyEdge): EdgeLook {
  if (edge.health.status !== "unknown") return edge.health.status;
  return edge.protocol === "tcp" ? "tcp" : "unknown";
}

function widthOf(look: EdgeLook, perSecond: number): number {
  switch (look) {
    case "failing":
      return 4;
    case "degraded":
      return 2.4;
    case "healthy":
      return Math.min(3, 0.8 + 0.72 * Math.log10(1 + perSecond));
    case "tcp":
    case "unknown":
      return 1.5;
  }
}
