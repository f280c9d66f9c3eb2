import { type EdgePath, levelCurve, roundedPath, tracePath } from "./edge-path.ts";
import { findWay, type Way } from "./find-way.ts";
import { createObstacles, type Obstacles } from "./obstacles.ts";
import { type EdgeEnd, portHeights } from "./ports.ts";
import { contains, type Point, type Rect } from "./shapes.ts";
import { spreadLanes } from "./spread-lanes.ts";
import { streetsOf } from "./streets.ts";

export interface EdgeToRoute {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface Ground {
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly boxes: readonly Rect[];
  /** Words on the boxes' upper borders, to be kept free where possible. */
  readonly titles: readonly Rect[];
}

/** Kept between a line and a node it does not belong to, px. */
export const NODE_MARGIN = 3;
const LEVEL_GAP = 24;
const RADIUS = 18;
/** Every way leaves and arrives level for at least this long. */
const STUB = 16;

/**
 * A path for every edge between two different known nodes: a level curve where that is clear, else along the gaps
 * between nodes. With `around: false` (large meshes) all edges take the curve, whatever is below it.
 */
export function routeEdges(ground: Ground, edges: readonly EdgeToRoute[], around = true): Map<string, EdgePath> {
  const obstacles = createObstacles(ground.nodes, NODE_MARGIN + 2);
  const streets = streetsOf(ground.nodes.values(), ground.boxes, ground.titles, obstacles);
  const known = edges.flatMap((edge) => endsOf(ground, edge)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const ways = new Map<string, Way>();
  for (const edge of known) {
    if (around && !isClearCurve(edge, ground, obstacles)) {
      const way = findWay(streets, beside(rightOf(edge.from), STUB), beside(leftOf(edge.to), -STUB));
      if (way !== undefined && way.length > 1) ways.set(edge.id, way);
    }
  }
  const ports = portsOf(known, ways);
  const ends = new Map(known.map((edge) => [edge.id, { fromX: edge.from.right, toX: edge.to.left }]));
  const spread = spreadLanes(ways, ends);
  return new Map(known.map((edge) => [edge.id, pathOf(edge, ports, ways, spread, around ? obstacles : noObstacles)]));
}

/** For those who may run over anything. */
const noObstacles: Obstacles = { under: () => undefined, blocks: () => false };

interface PlacedEdge extends EdgeToRoute {
  readonly from: Rect;
  readonly to: Rect;
}

function endsOf(ground: Ground, edge: EdgeToRoute): PlacedEdge[] {
  const from = ground.nodes.get(edge.source);
  const to = ground.nodes.get(edge.target);
  return from === undefined || to === undefined || edge.source === edge.target ? [] : [{ ...edge, from, to }];
}

function rightOf(rect: Rect): Point {
  return { x: rect.right, y: (rect.top + rect.bottom) / 2 };
}

function leftOf(rect: Rect): Point {
  return { x: rect.left, y: (rect.top + rect.bottom) / 2 };
}

function beside(point: Point, by: number): Point {
  return { x: point.x + by, y: point.y };
}

/** A curve may be drawn straight over the ground: forward, over no node, and hardly over foreign boxes or words. */
function isClearCurve(edge: PlacedEdge, ground: Ground, obstacles: Obstacles): boolean {
  const start = rightOf(edge.from);
  const end = leftOf(edge.to);
  if (end.x - start.x < LEVEL_GAP) return false;
  const foreign = ground.boxes.filter((box) => !contains(box, start) && !contains(box, end));
  const { points } = tracePath(levelCurve(start, end), 6);
  let strange = 0;
  for (const point of points) {
    if (obstacles.under(point, [edge.source, edge.target]) !== undefined) return false;
    if (ground.titles.some((title) => contains(title, point))) return false;
    if (foreign.some((box) => contains(box, point))) strange++;
  }
  return strange < points.length / 10;
}

function portsOf(
  edges: readonly PlacedEdge[],
  ways: ReadonlyMap<string, Way>,
): Map<string, { out: number; in: number }> {
  const leaving = new Map<string, { rect: Rect; ends: EdgeEnd[] }>();
  const arriving = new Map<string, { rect: Rect; ends: EdgeEnd[] }>();
  for (const edge of edges) {
    const way = ways.get(edge.id);
    const reach = Math.abs(edge.to.left - edge.from.right);
    push(leaving, edge.source, edge.from, { edge: edge.id, towards: way?.[2] ?? leftOf(edge.to).y, reach });
    push(arriving, edge.target, edge.to, {
      edge: edge.id,
      towards: way?.at(-3) ?? rightOf(edge.from).y,
      reach: -reach,
    });
  }
  const out = new Map([...leaving.values()].flatMap(({ rect, ends }) => [...portHeights(rect, ends)]));
  const into = new Map([...arriving.values()].flatMap(({ rect, ends }) => [...portHeights(rect, ends)]));
  return new Map(edges.map(({ id, from, to }) => [id, { out: out.get(id) ?? from.top, in: into.get(id) ?? to.top }]));
}

function push(sides: Map<string, { rect: Rect; ends: EdgeEnd[] }>, node: string, rect: Rect, end: EdgeEnd): void {
  const side = sides.get(node);
  if (side === undefined) sides.set(node, { rect, ends: [end] });
  else side.ends.push(end);
}

/** The best of what can be drawn: lanes apart with wide corners, then tighter, then in the middle of the street. */
function pathOf(
  edge: PlacedEdge,
  ports: ReadonlyMap<string, { out: number; in: number }>,
  ways: ReadonlyMap<string, Way>,
  spread: ReadonlyMap<string, Way>,
  obstacles: Obstacles,
): EdgePath {
  const port = ports.get(edge.id) ?? { out: rightOf(edge.from).y, in: leftOf(edge.to).y };
  const start = { x: edge.from.right, y: port.out };
  const end = { x: edge.to.left, y: port.in };
  const way = spread.get(edge.id);
  const plain = ways.get(edge.id);
  if (way === undefined || plain === undefined) {
    // From its own port where nothing is clear: edges between the same two nodes must not cover each other.
    const curves = [1, 0.5, 0].map((share) => levelCurve(toPort(edge.from, start, share), toPort(edge.to, end, share)));
    return curves.find((path) => isClear(path, edge, obstacles)) ?? levelCurve(start, end);
  }
  const central = roundedPath(cornersOf(rightOf(edge.from), plain, leftOf(edge.to)), RADIUS / 3);
  const candidates = [
    roundedPath(cornersOf(start, way, end), RADIUS),
    roundedPath(cornersOf(start, way, end), RADIUS / 3),
  ];
  return candidates.find((path) => isClear(path, edge, obstacles)) ?? central;
}

/** On the height of the port, or only a share of the way to it from the middle of the side. */
function toPort(rect: Rect, port: Point, share: number): Point {
  const middle = (rect.top + rect.bottom) / 2;
  return { x: port.x, y: middle + (port.y - middle) * share };
}

function isClear(path: EdgePath, edge: EdgeToRoute, obstacles: Obstacles): boolean {
  return tracePath(path).points.every((point) => obstacles.under(point, [edge.source, edge.target]) === undefined);
}

function cornersOf(start: Point, way: Way, end: Point): Point[] {
  const heights = [start.y, ...way.slice(1, -1), end.y];
  const points: Point[] = [start];
  for (let index = 1; index < heights.length; index += 2) {
    const x = heights[index] ?? start.x;
    points.push({ x, y: heights[index - 1] ?? start.y }, { x, y: heights[index + 1] ?? end.y });
  }
  points.push(end);
  return points;
}
