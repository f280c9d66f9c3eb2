import type { NodeId } from "@fyr/contract";
import type { Elements } from "../elements.ts";
import type { Scene } from "../placed.ts";
import type { Point } from "../routes/shapes.ts";

export interface Glide {
  /** Returns the end of it: whoever calls that wants something else shown at once. */
  run(onStep: (places: ReadonlyMap<string, Point>) => void, onEnd: () => void): () => void;
}

const GLIDE_MS = 180;
/** More than this cannot be moved frame by frame. */
const MOST_NODES = 300;

/**
 * The way from a scene to other places, when namespaces are opened or folded: nodes come out of their card and go
 * into it. Undefined where nothing has to move, too much would have to, or motion is not wanted.
 */
export function glidePlaces(
  { nodes, boxes }: Scene,
  elements: Elements,
  places: ReadonlyMap<string, Point>,
): Glide | undefined {
  if (nodes.size === 0 || Math.max(nodes.size, elements.nodes.length) > MOST_NODES) return undefined;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return undefined;
  const cards = new Map<NodeId, NodeId>(elements.boxes.flatMap(({ card, members }) => members.map((id) => [id, card])));
  const middles = new Map(
    boxes.map(({ element, rect }) => [
      element.card,
      { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 },
    ]),
  );
  const ways = elements.nodes.flatMap(({ id }) => {
    const to = places.get(id);
    const card = cards.get(id);
    const from = nodes.get(id)?.centre ?? middles.get(id) ?? (card && (nodes.get(card)?.centre ?? middles.get(card)));
    return to === undefined ? [] : [{ id, from: from ?? to, to }];
  });
  return { run: (onStep, onEnd) => run(ways, onStep, onEnd) };
}

interface Way {
  readonly id: string;
  readonly from: Point;
  readonly to: Point;
}

function run(ways: readonly Way[], onStep: (places: ReadonlyMap<string, Point>) => void, onEnd: () => void) {
  let began: number | undefined;
  let frame = requestAnimationFrame(step);
  function step(now: number): void {
    began ??= now;
    const share = Math.min(1, (now - began) / GLIDE_MS);
    if (share === 1) {
      onEnd();
      return;
    }
    const eased = 1 - (1 - share) ** 2;
    onStep(new Map(ways.map(({ id, from, to }) => [id, between(from, to, eased)])));
    frame = requestAnimationFrame(step);
  }
  return () => cancelAnimationFrame(frame);
}

function between(from: Point, to: Point, share: number): Point {
  if (from.x === to.x && from.y === to.y) return to;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
