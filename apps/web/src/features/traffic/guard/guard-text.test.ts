import { expect, it } from "vitest";
import { countedInWords, durationInWords, leftInWords, limitsInWords } from "./guard-text.ts";
import { latest } from "./use-guards.ts";

const limits = { minRequests: 50, minSuccessRate: 0.99, maxP99Ms: 1500 };

it("says limits, and what was counted", () => {
  expect(limitsInWords(limits)).toBe("success rate ≥ 99 %, p99 ≤ 1.5 s");
  expect(countedInWords(limits, undefined)).toBe("0 of 50 requests counted so far");
  expect(countedInWords(limits, { requests: 12.7, successRate: 0 })).toBe("12 of 50 requests: too few to judge yet");
  expect(countedInWords(limits, { requests: 412.3, successRate: 0.98996, p99Ms: 180.4 })).toBe(
    "412 requests, success rate 98.99 %, p99 180 ms",
  );
});

it.each([
  [9, "9 s"],
  [65, "1 min 05 s"],
  [600, "10 min"],
  [5400, "1 h 30 min"],
])("says %d seconds as %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});

it("counts down, and never below nothing", () => {
  expect(leftInWords("2026-01-01T00:01:00Z", Date.parse("2026-01-01T00:00:30Z"))).toBe("30 s");
  expect(leftInWords("2026-01-01T00:01:00Z", Date.parse("2026-01-01T00:02:00Z"))).toBe("any moment");
});

it("takes the newer word on each, and an end for the last one", () => {
  const at = (second: number) => ({ at: `2026-01-01T00:00:0${second}Z` });
  const early = { id: "a", latest: at(1) };
  const late = { id: "a", latest: at(2) };
  const ended = { id: "a", latest: at(1), endedAt: at(3).at };
  expect(latest([early], [late])).toEqual([late]);
  expect(latest([late], [early])).toEqual([late]);
  expect(latest([ended], [late])).toEqual([ended]);
  expect(latest([late], [ended])).toEqual([ended]);
  expect(latest([], [early])).toEqual([early]);
});
