import { expect, it } from "vitest";
import { readQuantity } from "./quantity.ts";

it.each([
  ["500m", 0.5],
  ["2", 2],
  ["0.1", 0.1],
  ["1Gi", 2 ** 30],
  ["128M", 128e6],
  ["1e3", 1000],
  ["12E", 12e18],
])("%s is %d", (text, value) => {
  expect(readQuantity(text)).toBeCloseTo(value);
});

it.each(["", "much", "1Qi", "--1", undefined])("%s is no quantity", (text) => {
  expect(readQuantity(text)).toBeUndefined();
});
