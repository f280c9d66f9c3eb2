import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { createTurns } from "./turns.ts";

it("lets a few go on in each turn, in order, and forgets nobody", async () => {
  const turns = createTurns(2);
  const gone: number[] = [];
  const all = [1, 2, 3, 4, 5].map(async (nth) => {
    await turns.take();
    gone.push(nth);
  });
  const seen: number[][] = [];
  while (gone.length < 5) {
    await nextTurn();
    seen.push([...gone]);
  }
  await Promise.all(all);
  expect(seen).toEqual([
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5],
  ]);
  await turns.take();
});
