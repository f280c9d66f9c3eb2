import { expect, it } from "vitest";
import { countOf } from "./box-titles.ts";
import type { PlacedBox } from "./placed.ts";

const box: PlacedBox = {
  element: {
    id: "north/shop",
    card: "namespace/north/shop" as PlacedBox["element"]["card"],
    name: "shop",
    workloads: 12,
    ambient: "waypoint",
    accent: 1,
    members: [],
  },
  rect: { left: 0, top: 0, right: 400, bottom: 300 },
};
const width = (words: string, size: number) => 0.6 * size * words.length;

it.each([
  { folds: true, words: "12 workloads · waypoint · fold" },
  { folds: false, words: "12 workloads · waypoint" },
])("say that a press folds them only where it does: $words", ({ folds, words }) => {
  expect(countOf(box, 1, width, folds)?.words).toBe(words);
});
