import type { Elements } from "../elements.ts";
import { BOX_PADDING } from "../layout/lay-out.ts";
import type { Point } from "../routes/shapes.ts";
import { CARD_SIZE } from "./card-size.ts";

/** Places with those of the cards added, where everything stands as if it were open: each in its box's upper left corner. */
export function withCardsInBoxes({ nodes }: Elements, places: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
  const folded = nodes.filter(({ card }) => card !== undefined);
  if (folded.length === 0) return places;
  const all = new Map(places);
  for (const { id, card } of folded) {
    const inside = (card?.members ?? []).flatMap((member) => places.get(member) ?? []);
    if (inside.length === 0) continue;
    all.set(id, {
      x: Math.min(...inside.map(({ x }) => x)) - BOX_PADDING.left + CARD_SIZE.width / 2,
      y: Math.min(...inside.map(({ y }) => y)) - BOX_PADDING.top + CARD_SIZE.height / 2,
    });
  }
  return all;
}
