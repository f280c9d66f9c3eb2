import { expect, it } from "vitest";
import { lasting } from "./lasting.ts";

const { signal } = new AbortController();
const asking = (answers: readonly (number | undefined)[]) => {
  const asked: number[] = [];
  const ask = lasting(600, async (at) => {
    asked.push(at);
    return answers[asked.length - 1];
  });
  return { ask, asked };
};

it("asks once for all who want to know at about the same time, and again when that was long ago", async () => {
  const { ask, asked } = asking([5, 15]);
  expect(await Promise.all([ask(1000, signal), ask(1001, signal), ask(1300, signal)])).toEqual([5, 5, 5]);
  expect(await ask(1599, signal)).toBe(5);
  expect(await ask(1601, signal)).toBe(15);
  expect(asked).toEqual([1000, 1601]);
});

it("asks anew for what was not there yet", async () => {
  const { ask } = asking([undefined, 7]);
  expect(await ask(1000, signal)).toBeUndefined();
  expect(await ask(1001, signal)).toBe(7);
});
