import { expect, it } from "vitest";
import { createLivePace } from "./live-pace.ts";

const bounds = { shared: 15, longest: 120 };

it("is the same moment for all who ask within some seconds, and never one that is not over", () => {
  const pace = createLivePace(bounds);
  expect([91, 100, 105, 106].map(pace.momentAt)).toEqual([90, 90, 90, 105]);
});

it("rests for three times as long as a look took", () => {
  const pace = createLivePace(bounds);
  pace.momentAt(91);
  pace.took(20);
  expect([121, 150, 151].map(pace.momentAt)).toEqual([90, 90, 150]);
});

it("looks again after two minutes however long it took, and every time where it took hardly any", () => {
  const pace = createLivePace(bounds);
  pace.momentAt(91);
  pace.took(100);
  expect([210, 211].map(pace.momentAt)).toEqual([90, 210]);
  pace.took(0.4);
  expect([226, 241].map(pace.momentAt)).toEqual([225, 240]);
});

it("does not go back, unless the clock is set back", () => {
  const pace = createLivePace(bounds);
  expect([3606, 3591, 601].map(pace.momentAt)).toEqual([3600, 3600, 600]);
});
