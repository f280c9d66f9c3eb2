import type { Elements } from "../elements.ts";
import { gridPlaces } from "../layout/card-grid.ts";
import type { KeptPlaces } from "../layout/kept-places.ts";
import type { LayOutMesh } from "../layout/lay-out-in-worker.ts";
import { settle } from "../layout/settle.ts";
import type { PlaceKeeper } from "../place-keeper.ts";
import { type Point, rectAround, rectOf } from "../routes/shapes.ts";
import { insideKey, insideOf, insidesOf } from "./inside.ts";
import { type CardPlaces, readCardPlaces, writeCardPlaces } from "./kept-card-places.ts";
import { boxOf, isKnown, needsInside, placesOf, unitsOf } from "./units.ts";

/** Cards in a grid; a namespace that opens grows out of its card, and closed again leaves everything where it was. */
export function createCardKeeper(kept: KeptPlaces, layOut: LayOutMesh): PlaceKeeper {
  const held = readCardPlaces(kept.load());
  let shown: ReadonlyMap<string, Point> = new Map();

  function placesNow(elements: Elements): ReadonlyMap<string, Point> {
    const places = new Map(
      [...placesOf(elements, held)].map(([id, at]) => [id, samePoint(shown.get(id), at)] as const),
    );
    if (elements.nodes.every(({ id }) => places.has(id))) return places;
    const settled = settle(elements, places);
    for (const { id } of elements.nodes) if (!places.has(id)) put(id, settled.get(id), elements, places, held);
    kept.save(writeCardPlaces(held));
    return settled;
  }

  return {
    placesFor(elements) {
      if (!isKnown(elements, held) || elements.boxes.some((box) => needsInside(box, held))) return undefined;
      shown = placesNow(elements);
      return shown;
    },
    async layOut(elements, aspect, signal, anew) {
      const open = elements.boxes.filter((box) => anew || needsInside(box, held));
      const found = open.length === 0 ? new Map() : await layOut(insidesOf(elements, open), aspect, signal);
      signal.throwIfAborted();
      for (const box of open) held.insides.set(insideKey(box), insideOf(box, elements, found));
      if (anew || !isKnown(elements, held)) placeUnits(elements, aspect, held);
      kept.save(writeCardPlaces(held));
      shown = placesNow(elements);
      return shown;
    },
    put(id, at, elements) {
      put(id, at, elements, shown, held);
      kept.save(writeCardPlaces(held));
    },
  };
}

/** Wider than the shape aimed at: what opens takes more room below its card than beside it. */
const WIDER = [1, 1.5, 2.2, 3];

/** In the grid that shows everything largest, with what is open. */
function placeUnits(elements: Elements, aspect: number, { homes, insides }: CardPlaces): void {
  const items = unitsOf(elements).map(({ id, size }) => ({ id, ...size }));
  const flows = elements.flows();
  let least = Number.POSITIVE_INFINITY;
  for (const wider of WIDER) {
    const grid = gridPlaces(items, flows, aspect * wider);
    const room = roomOf(elements, placesOf(elements, { homes: grid, insides }), aspect);
    if (room >= least) continue;
    least = room;
    homes.clear();
    for (const [id, at] of grid) homes.set(id, at);
  }
}

/** The height of the screen of this shape that holds all of it. */
function roomOf({ nodes }: Elements, places: ReadonlyMap<string, Point>, aspect: number): number {
  const rects = nodes.flatMap((node) => {
    const at = places.get(node.id);
    return at === undefined ? [] : [rectAround(at, node)];
  });
  const whole = rectOf(rects) ?? { left: 0, right: 0, top: 0, bottom: 0 };
  return Math.max((whole.right - whole.left) / aspect, whole.bottom - whole.top);
}

/** Remembers where something stands among `places`: as its own place, or as one inside its namespace. */
function put(
  id: string,
  at: Point | undefined,
  elements: Elements,
  places: ReadonlyMap<string, Point>,
  held: CardPlaces,
): void {
  if (at === undefined) return;
  const box = boxOf(elements, id);
  const inside = box === undefined ? undefined : held.insides.get(insideKey(box));
  if (box === undefined || inside === undefined) {
    const was = places.get(id) ?? at;
    const home = held.homes.get(id) ?? was;
    held.homes.set(id, { x: home.x + at.x - was.x, y: home.y + at.y - was.y });
    return;
  }
  const known = box.members.find((member) => member !== id && places.has(member) && inside.places.has(member));
  const there = known && places.get(known);
  const own = known && inside.places.get(known);
  if (there !== undefined && own !== undefined) {
    inside.places.set(id, { x: at.x - there.x + own.x, y: at.y - there.y + own.y });
  }
}

/** Who did not move keeps his point. */
function samePoint(before: Point | undefined, at: Point): Point {
  return before !== undefined && before.x === at.x && before.y === at.y ? before : at;
}
