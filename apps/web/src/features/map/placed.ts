import type { EdgeId, NodeId } from "@fyr/contract";
import type { EdgeElement } from "./edge-element.ts";
import type { BoxElement } from "./namespace-boxes.ts";
import type { NodeElement } from "./node-element.ts";
import type { EdgePath, Trace } from "./routes/edge-path.ts";
import type { LineIndex } from "./routes/line-index.ts";
import type { Point, Rect } from "./routes/shapes.ts";

export interface PlacedNode {
  readonly element: NodeElement;
  readonly centre: Point;
  readonly rect: Rect;
}

export interface PlacedEdge {
  readonly element: EdgeElement;
  readonly path: EdgePath;
  readonly trace: Trace;
  /** Goes the shortest way, whatever is below it. */
  readonly isStraight?: boolean;
}

export interface PlacedBox {
  readonly element: BoxElement;
  readonly rect: Rect;
}

/** Elements with their places: all that the painters need to know. */
export interface Scene {
  readonly nodes: ReadonlyMap<NodeId, PlacedNode>;
  readonly edges: ReadonlyMap<EdgeId, PlacedEdge>;
  readonly boxes: readonly PlacedBox[];
  /** Where edges run; the same object while no path changes. */
  readonly lines: LineIndex;
  /** Another scene follows in a moment. */
  readonly onTheWay?: boolean;
}
