import { expect, it } from "vitest";
import { windowChoices } from "./window-choices.ts";

it("offers no window that would have to be widened", () => {
  expect(windowChoices(300, 120)).toEqual([300, 900, 1800, 3600, 10_800, 43_200, 86_400]);
});

it("keeps the window that is looked at, usual or not", () => {
  expect(windowChoices(60, 120)).toEqual([60, 300, 900, 1800, 3600, 10_800, 43_200, 86_400]);
  expect(windowChoices(42)).toEqual([42, 60, 300, 900, 1800, 3600, 10_800, 43_200, 86_400]);
});
