import fc from "fast-check";
import { expect, it } from "vitest";
import { setShareTexts, shareTexts } from "./share-text.ts";

it.each([
  { shares: [1 / 3, 1 / 3, 1 / 3], texts: ["33.4", "33.3", "33.3"] },
  { shares: [0.9545, 0.0455], texts: ["95.5", "4.5"] },
  { shares: [0.95, 0.05], texts: ["95.0", "5.0"] },
  { shares: [0.9997, 0.0003], texts: [">99.9", "<0.1"] },
  { shares: [1, 0], texts: ["100.0", "0.0"] },
  { shares: [0, 0], texts: ["0.0", "0.0"] },
  { shares: [], texts: [] },
])("writes $shares as $texts", ({ shares, texts }) => {
  expect(shareTexts(shares)).toEqual(texts);
});

it("writes what is set without a tenth that says nothing", () => {
  expect(setShareTexts([0.95, 0.05])).toEqual(["95", "5"]);
  expect(setShareTexts([1 / 3, 2 / 3])).toEqual(["33.3", "66.7"]);
});

it("writes shares of one whole so that they sum to 100", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 20, max: 10_000 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      const texts = shareTexts(counts.map((count) => count / total));
      const tenths = texts.reduce((sum, text) => sum + Math.round(Number(text) * 10), 0);
      expect(texts.some((text) => text.startsWith("<")) || tenths === 1000).toBe(true);
    }),
  );
});
