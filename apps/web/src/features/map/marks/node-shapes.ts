import type { TopologyNode } from "@fyr/contract";

export type NodeShape = "card" | "workload" | "gateway" | "service" | "external" | "waypoint" | "unknown";

export interface ShapeLook {
  /** In the legend. */
  readonly name: string;
  /** Corners, x and y from -1 to 1 of half the width and height; absent: a rounded rectangle. */
  readonly corners?: string;
  readonly dotted?: boolean;
}

/** How nodes are drawn; the legend reads the same table. */
export const nodeShapes: Readonly<Record<NodeShape, ShapeLook>> = {
  workload: { name: "workload" },
  card: { name: "namespace, folded" },
  gateway: { name: "gateway", corners: "-1 0  -0.5 -1  0.5 -1  1 0  0.5 1  -0.5 1" },
  service: { name: "service", corners: "-0.84 -1  1 -1  1 1  -0.84 1  -1 0" },
  external: { name: "external, service entry", corners: "-1 -1  0.8 -1  1 -0.5  1 1  -1 1" },
  waypoint: {
    name: "waypoint",
    corners: "-0.82 -1  0.82 -1  1 -0.47  1 0.47  0.82 1  -0.82 1  -1 0.47  -1 -0.47",
  },
  unknown: { name: "unknown", dotted: true },
};

export function shapeOf({ kind, standsFor }: Pick<TopologyNode, "kind" | "standsFor">): NodeShape {
  if (standsFor !== undefined) return standsFor;
  switch (kind) {
    case "workload":
    case "app":
    case "namespace":
      return "workload";
    case "serviceEntry":
    case "external":
      return "external";
    case "service":
    case "gateway":
    case "waypoint":
    case "unknown":
      return kind;
  }
}

/** Its border and its ring are dashed. */
export function hasNoSidecar({ inMesh, flags }: Pick<TopologyNode, "inMesh" | "flags">): boolean {
  return inMesh === false || flags.includes("noSidecar");
}
