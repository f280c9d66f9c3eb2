import type { Elements } from "../elements.ts";
import { makeRoom } from "../layout/make-room.ts";
import type { BoxElement } from "../namespace-boxes.ts";
import type { Point, Size } from "../routes/shapes.ts";
import { CARD_SIZE } from "./card-size.ts";
import { insideKey } from "./inside.ts";
import type { CardPlaces } from "./kept-card-places.ts";

/** What stands on the map by itself. */
interface Unit {
  readonly id: string;
  /** While it is folded. */
  readonly size: Size;
  readonly box?: BoxElement;
}

/** Cards, open namespaces under the id of their card, and nodes of no namespace. */
export function unitsOf({ nodes, boxes }: Elements): Unit[] {
  return [
    ...nodes.filter(({ box }) => box === undefined).map(({ id, width, height }) => ({ id, size: { width, height } })),
    ...boxes.map((box) => ({ id: box.card, size: CARD_SIZE, box })),
  ];
}

/** Has most of it a place? */
export function isKnown(elements: Elements, { homes }: CardPlaces): boolean {
  const units = unitsOf(elements);
  return units.filter(({ id }) => homes.has(id)).length * 2 >= units.length;
}

/** Is nothing known of what is inside, or so little that it is another one? */
export function needsInside(box: BoxElement, { insides }: CardPlaces): boolean {
  const places = insides.get(insideKey(box))?.places;
  return box.members.filter((member) => places?.has(member)).length * 2 < box.members.length;
}

/** The open namespace a node stands in. */
export function boxOf({ nodes, boxes }: Elements, id: string): BoxElement | undefined {
  const box = nodes.find((node) => node.id === id)?.box;
  return box === undefined ? undefined : boxes.find((each) => each.id === box);
}

/** Where everything stands that has a place. */
export function placesOf(elements: Elements, held: CardPlaces): Map<string, Point> {
  const insideOf = (box: BoxElement | undefined) => (box === undefined ? undefined : held.insides.get(insideKey(box)));
  const places = makeRoom(
    unitsOf(elements).flatMap(({ id, size, box }) => {
      const at = held.homes.get(id);
      const openSize = insideOf(box)?.size;
      return at === undefined ? [] : [{ id, at, size, ...(openSize && { openSize }) }];
    }),
  );
  for (const box of elements.boxes) {
    const centre = places.get(box.card);
    const inside = insideOf(box);
    places.delete(box.card);
    for (const member of box.members) {
      const at = inside?.places.get(member);
      if (at !== undefined && centre !== undefined) places.set(member, { x: centre.x + at.x, y: centre.y + at.y });
    }
  }
  return places;
}
