import { expect, it } from "vitest";
import { wellTime } from "./well-time.ts";

const bins = Array.from({ length: 30 }, (_, at) => ({ at: 60 * (at + 1), seconds: 60 }));

it("ends before it began, and leaves out what had ended before", () => {
  expect(wellTime({ bins, start: 20 })).toEqual([{ from: 0, to: 60 * 19 }]);
  expect(wellTime({ bins, start: 20, ended: [{ from: 12, to: 17 }] })).toEqual([
    { from: 0, to: 60 * 12 },
    { from: 60 * 17, to: 60 * 19 },
  ]);
});

it("is none of what has always been so", () => {
  expect(wellTime({ bins, start: 0, isChronic: true })).toEqual([]);
});
