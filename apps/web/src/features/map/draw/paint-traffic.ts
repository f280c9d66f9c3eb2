import { edgeLooks } from "../marks/edge-looks.ts";
import type { Palette } from "../palette.ts";
import type { PlacedEdge, Scene } from "../placed.ts";
import { pointAlong, type Trace } from "../routes/edge-path.ts";
import type { Rect } from "../routes/shapes.ts";
import { contains, grow } from "../routes/shapes.ts";
import { isLarge } from "../scene.ts";
import { dottedEdges } from "./dotted-edges.ts";
import type { Pen } from "./pen.ts";

const SLOWEST = 40;
const FASTEST = 120;
const MOST_DOTS = 4;
const RADIUS = 1.9;
/** Farther out than this, dots on healthy edges would be noise. */
const FAR_OUT = 0.45;
/** One breath of the halo, seconds. */
const BREATH = 2;

/** What fails is seen even where something else is looked at. */
export const DIMMED_FAILING = 0.45;

interface View {
  readonly shown: Rect;
  readonly zoom: number;
  readonly focus: ReadonlySet<string> | undefined;
}

/** Thinner than this on screen, px, nobody would see it. */
const LEAST_WIDTH = { degraded: 1.6, failing: 2.6 } as const;
const LEAST_GLOW = 8;

/** The glow under failing edges. `seconds` undefined: it stands still. */
export function paintHalos(
  context: Pen,
  scene: Scene,
  palette: Palette,
  seconds: number | undefined,
  { zoom, focus }: View,
): void {
  const breath = seconds === undefined ? 0 : (1 - Math.cos((2 * Math.PI * seconds) / BREATH)) / 2;
  context.strokeStyle = palette.bad;
  context.lineCap = "round";
  context.lineWidth = Math.max(14, LEAST_GLOW / zoom);
  for (const { element, trace } of scene.edges.values()) {
    if (element.look !== "failing") continue;
    context.globalAlpha = (0.16 + 0.14 * breath) * brightness(focus, element.id);
    strokeTrace(context, trace);
  }
  context.globalAlpha = 1;
  context.lineCap = "butt";
}

/**
 * What is not well, over everything but words: far out, where nodes cannot be read anyway, wide enough to be seen; and
 * in large meshes, whose lines do not go around nodes.
 */
export function paintUpperLines(context: Pen, scene: Scene, palette: Palette, view: View): void {
  const far = view.zoom < FAR_OUT;
  if (!far && !isLarge(scene.nodes.size)) return;
  for (const look of far ? (["degraded", "failing"] as const) : (["failing"] as const)) {
    const { colour, dashes, width = 0 } = edgeLooks[look];
    const scale = far ? 1 / view.zoom : 1;
    context.strokeStyle = palette[colour];
    context.lineWidth = far ? LEAST_WIDTH[look] * scale : width;
    context.setLineDash(dashes.map((dash) => dash * scale));
    for (const { element, trace } of scene.edges.values()) {
      if (element.look !== look) continue;
      context.globalAlpha = brightness(view.focus, element.id);
      strokeTrace(context, trace);
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function brightness(focus: ReadonlySet<string> | undefined, id: string): number {
  return focus?.has(id) === false ? DIMMED_FAILING : 1;
}

function strokeTrace(context: Pen, trace: Trace): void {
  context.beginPath();
  for (const point of trace.points) context.lineTo(point.x, point.y);
  context.stroke();
}

/** Requests on their way: faster and more of them the more there are, the failing share red and hollow. */
export function paintDots(context: Pen, scene: Scene, palette: Palette, seconds: number, view: View): void {
  const shown = grow(view.shown, 6);
  const far = view.zoom < FAR_OUT;
  for (const [edge, count] of dotsOf(scene)) {
    const { element, trace } = edge;
    if (view.focus?.has(element.id) === false) continue;
    if (far && element.look === "healthy" && view.focus === undefined) continue;
    const speed = speedOf(edge);
    const first = phaseOf(element.id);
    for (let dot = 0; dot < count; dot++) {
      const laps = (seconds * speed) / trace.length + first + dot / count;
      const at = pointAlong(trace, (laps % 1) * trace.length);
      if (!contains(shown, at)) continue;
      const failed = isFailed(Math.floor(laps), dot, element.failingShare);
      paintDot(context, at.x, at.y, failed, element.look === "failing" ? palette.bad : palette.dot, palette);
    }
  }
}

function paintDot(context: Pen, x: number, y: number, failed: boolean, colour: string, palette: Palette) {
  context.beginPath();
  context.arc(x, y, failed ? RADIUS + 1.2 : RADIUS, 0, 2 * Math.PI);
  context.fillStyle = failed ? palette.canvas : colour;
  context.fill();
  if (!failed) return;
  context.strokeStyle = palette.bad;
  context.lineWidth = 1.4;
  context.stroke();
}

const chosen = new WeakMap<Scene, ReadonlyMap<PlacedEdge, number>>();

/** Worked out once for a scene, not for every frame. */
function dotsOf(scene: Scene): ReadonlyMap<PlacedEdge, number> {
  const held = chosen.get(scene);
  if (held !== undefined) return held;
  const made = dottedEdges(scene.edges.values(), countOf);
  chosen.set(scene, made);
  return made;
}

/** One dot for every 90 px of way, more or fewer by the rate, at most four. */
function countOf({ element, trace }: PlacedEdge): number {
  const wished = Math.round((trace.length / 90) * (0.5 + busyness(element.requestsPerSecond)));
  return Math.min(MOST_DOTS, Math.max(1, wished));
}

/** px a second by the rate, on a log scale. */
function speedOf({ element }: PlacedEdge): number {
  return SLOWEST + (FASTEST - SLOWEST) * busyness(element.requestsPerSecond);
}

/** 0..1, whole from 1,000 req/s on. */
function busyness(perSecond = 0): number {
  return Math.min(1, Math.log10(1 + perSecond) / 3);
}

/** The share of dots that are drawn as failed equals the failing share; at least one in thirty where any fail. */
function isFailed(lap: number, dot: number, share: number): boolean {
  if (share <= 0) return false;
  const turn = Math.abs(Math.sin((lap * 7 + dot * 3 + 1) * 12.9898) * 43_758.5453) % 1;
  return turn < Math.max(share, 1 / 30);
}

function phaseOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index++) hash = (hash * 31 + id.charCodeAt(index)) % 1009;
  return hash / 1009;
}
