import { describe, expect, it } from "vitest";
import { comparisonRows } from "./comparison-rows.ts";
import { destinationOf } from "./route.fixture.ts";

const v1 = destinationOf("v1", 95, {
  requestsPerSecond: 60.8,
  errorRatio: 0.0004,
  latencyMs: { p50: 62, p95: 142, p99: 205 },
});
const v2 = destinationOf("v2", 5, {
  requestsPerSecond: 3.2,
  errorRatio: 0.071,
  latencyMs: { p50: 84, p95: 690, p99: 1240 },
});

describe("comparisonRows", () => {
  it("says how the canary differs, and how bad that is", () => {
    const rows = comparisonRows(v1, v2).map(({ name, change, tone }) => [name, change, tone]);
    expect(rows).toEqual([
      ["Requests", "5 % of both", "plain"],
      ["Success", "−7.1 pts", "bad"],
      ["p50", "×1.4", "warn"],
      ["p95", "×4.9", "bad"],
      ["p99", "×6.0", "bad"],
    ]);
  });

  it("says nothing about what was not measured", () => {
    const rows = comparisonRows(v1, destinationOf("v2", 0));
    expect(rows.every(({ canary, change }) => canary === undefined && change === undefined)).toBe(true);
  });

  it("does not call equal success a change", () => {
    expect(comparisonRows(v1, v1)[1]?.change).toBe("same");
  });
});
