import { describe, expect, it } from "vitest";
import { type CountedSide, comparisonRows } from "./comparison-rows.ts";

const none = { requests: 0, failed: 0, responses: [] };
const v1: CountedSide = {
  since: { requests: 3648, failed: 1.5, latencyMs: { p50: 62, p95: 142, p99: 205 }, responses: [] },
  hourBefore: { requests: 230_400, failed: 90, latencyMs: { p50: 60, p95: 140, p99: 200 }, responses: [] },
};
const v2: CountedSide = {
  since: { requests: 192, failed: 13.6, latencyMs: { p50: 84, p95: 690, p99: 1240 }, responses: [] },
  hourBefore: none,
};

describe("comparisonRows", () => {
  it("says how the canary differs, and how bad that is", () => {
    const rows = comparisonRows(v1, v2, 60).map(({ name, change, tone }) => [name, change, tone]);
    expect(rows).toEqual([
      ["Requests", "5 % of both", "plain"],
      ["Success", "−7.0 pts", "bad"],
      ["p50", "×1.4", "warn"],
      ["p95", "×4.9", "bad"],
      ["p99", "×6.0", "bad"],
    ]);
  });

  it("tells the hour before beside the time since", () => {
    const [requests, , p50] = comparisonRows(v1, v2, 60);
    expect(requests?.stable).toEqual({
      since: { value: "61", unit: "req/s" },
      before: { value: "64", unit: "req/s" },
    });
    expect(p50?.stable.before?.value).toBe("60");
    expect(p50?.canary.before).toBeUndefined();
  });

  it("says nothing about what was not measured", () => {
    const rows = comparisonRows(v1, { since: none, hourBefore: none }, 60).slice(1);
    expect(rows.every(({ canary, change }) => canary.since === undefined && change === undefined)).toBe(true);
  });

  it("does not call equal success a change", () => {
    expect(comparisonRows(v1, v1, 60)[1]?.change).toBe("same");
  });
});
