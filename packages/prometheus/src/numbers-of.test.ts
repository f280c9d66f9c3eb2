import { expect, it } from "vitest";
import { numbersOf } from "./numbers-of.ts";

it.each([0, 3, 64, 200])("gives a list of its own of %i numbers that are not set", (length) => {
  const numbers = numbersOf(length);
  numbers.fill(1);
  expect(numbersOf(length)).toEqual(Array.from({ length }, () => Number.NaN));
});
