import type { Health } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { percentileTone, successTone } from "./number-tone.ts";
import { fewInWords } from "./requests-behind.ts";

const health = (status: Health["status"], causes: Health["causes"] = []) => ({ status, causes });

describe("the colour of a number", () => {
  it.each([
    { ms: 1780, of: { usual: 245, health: health("failing") }, tone: "bad" },
    { ms: 690, of: { usual: 205, health: health("failing") }, tone: "warn" },
    { ms: 1780, of: { usual: 245, health: health("degraded") }, tone: "warn" },
    { ms: 1780, of: { usual: 245, health: health("healthy") }, tone: "plain" },
    { ms: 250, of: { usual: 245, health: health("failing") }, tone: "plain" },
    { ms: 1780, of: { health: health("failing") }, tone: "plain" },
    { ms: 1780, of: { usual: 245, health: health("failing"), requests: 60 }, tone: "few" },
    { ms: 1780, of: { usual: 245, health: health("failing"), requests: 100 }, tone: "bad" },
  ] as const)("of a p99 of $ms ms, $of, is $tone", ({ ms, of, tone }) => {
    expect(percentileTone("p99", ms, of)).toBe(tone);
  });

  it("of a percentile is at least that of its verdict, whatever is usual", () => {
    const slow = { code: "slow", status: "degraded", quantile: "p99", value: 640, threshold: 500 } as const;
    expect(percentileTone("p99", 640, { usual: 600, health: health("failing", [slow]) })).toBe("warn");
    expect(percentileTone("p95", 640, { usual: 600, health: health("failing", [slow]) })).toBe("plain");
  });

  it("of a success rate is not that of slowness", () => {
    const slow = { code: "slow", status: "degraded", value: 640, threshold: 500 } as const;
    const errors = { code: "server-errors", status: "failing", value: 0.07, threshold: 0.03 } as const;
    expect(successTone({ causes: [slow] })).toBe("plain");
    expect(successTone({ causes: [slow, errors] })).toBe("bad");
  });
});

it.each([
  { requests: 213, words: "~210 requests in 1 min" },
  { requests: 60.3, words: "~60 requests in 1 min: few for a p99" },
  { requests: 12, words: "~12 requests in 1 min: few for a p95" },
  { requests: 0.9, words: "~1 request in 1 min: few for a p50" },
  { requests: 25_300, words: "~25 k requests in 1 min" },
])("says what $requests requests are good for: $words", ({ requests, words }) => {
  expect(fewInWords(requests, 60)).toBe(words);
});
