import type { ElkNode } from "elkjs/lib/elk-api.js";
import type { Point, Size } from "../routes/shapes.ts";

/** What lays out one layered graph: elkjs in its worker, or in this thread for tests. */
export interface LayeredLayout {
  layout(graph: ElkNode): Promise<ElkNode>;
}

export interface NodeToPlace extends Size {
  readonly id: string;
  /** The namespace box it stands in; absent for what lives in none. */
  readonly box?: string;
}

export interface EdgeToPlace {
  readonly source: string;
  readonly target: string;
}

/** Nodes of one box, upper left corners relative to the box's inside. */
export interface BoxLayout extends Size {
  readonly places: ReadonlyMap<string, Point>;
}

const ROW_GAP = 22;
export const COLUMN_GAP = 46;
const ROWS_OF_LONERS = 5;

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.randomSeed": "1",
  "elk.separateConnectedComponents": "false",
  "elk.spacing.nodeNode": String(ROW_GAP),
  "elk.spacing.edgeNode": "12",
  "elk.layered.spacing.nodeNodeBetweenLayers": String(COLUMN_GAP),
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.considerModelOrder.crossingCounterNodeInfluence": "0.001",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
};

/** More nodes than this are not worth the best placement, which takes a hundred times as long where many calls cross. */
const MOST_CAREFUL = 24;
const quickly = {
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.thoroughness": "1",
  "elk.layered.crossingMinimization.greedySwitch.type": "OFF",
};

/** Layers from left to right for what is connected inside the box; what is not stands in rows below. */
export async function layOutBox(
  nodes: readonly NodeToPlace[],
  edges: readonly EdgeToPlace[],
  elk: LayeredLayout,
): Promise<BoxLayout> {
  const here = new Set(nodes.map((node) => node.id));
  const inside = edges.filter((edge) => edge.source !== edge.target && here.has(edge.source) && here.has(edge.target));
  const linked = new Set(inside.flatMap((edge) => [edge.source, edge.target]));
  const connected = nodes.filter((node) => linked.has(node.id));
  const places = new Map<string, Point>();
  if (connected.length > 0) {
    const graph = await elk.layout({
      id: "box",
      layoutOptions: connected.length > MOST_CAREFUL ? { ...options, ...quickly } : options,
      children: connected.map(({ id, width, height }) => ({ id, width, height })),
      edges: inside.map((edge, index) => ({ id: `e${index}`, sources: [edge.source], targets: [edge.target] })),
    });
    for (const child of graph.children ?? []) places.set(child.id, { x: child.x ?? 0, y: child.y ?? 0 });
  }
  stackLoners(
    nodes.filter((node) => !linked.has(node.id)),
    places,
    connected,
  );
  return measured(nodes, places);
}

function stackLoners(loners: readonly NodeToPlace[], places: Map<string, Point>, above: readonly NodeToPlace[]): void {
  const columns = Math.max(1, Math.ceil(Math.sqrt(loners.length / ROWS_OF_LONERS)));
  const width = Math.max(0, ...loners.map((node) => node.width));
  const height = Math.max(0, ...loners.map((node) => node.height));
  const top = Math.max(0, ...above.map((node) => (places.get(node.id)?.y ?? 0) + node.height + ROW_GAP));
  loners.forEach((node, index) => {
    places.set(node.id, {
      x: (index % columns) * (width + COLUMN_GAP),
      y: top + Math.floor(index / columns) * (height + ROW_GAP),
    });
  });
}

/** Moves the places so that the first begins at 0, and measures them. */
function measured(nodes: readonly NodeToPlace[], places: ReadonlyMap<string, Point>): BoxLayout {
  const corners = [...places.values()];
  const left = Math.min(...corners.map((corner) => corner.x));
  const top = Math.min(...corners.map((corner) => corner.y));
  const moved = new Map([...places].map(([id, corner]) => [id, { x: corner.x - left, y: corner.y - top }]));
  const far = (side: "x" | "y", size: "width" | "height") =>
    Math.max(0, ...nodes.map((node) => (moved.get(node.id)?.[side] ?? 0) + node[size]));
  return { places: moved, width: far("x", "width"), height: far("y", "height") };
}
