import type { RouteDestination } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { canaryVerdict, wilsonInterval } from "./canary-verdict.ts";

function destination(requestsPerSecond?: number, errorRatio?: number): RouteDestination {
  return {
    host: "payment",
    weight: 0,
    configuredShare: 0,
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    ...(errorRatio === undefined ? {} : { errorRatio }),
    workloads: [],
    nodes: [],
    health: "unknown",
  };
}

describe("canaryVerdict", () => {
  it.each([
    { it: "many failures on enough traffic", stable: [60, 0.0004], canary: [3.2, 0.07], kind: "worse" },
    { it: "fewer failures than before", stable: [60, 0.05], canary: [30, 0.0], kind: "better" },
    { it: "the same share of failures", stable: [60, 0.01], canary: [30, 0.01], kind: "alike" },
    { it: "no failures on both sides", stable: [60, 0], canary: [30, 0], kind: "alike" },
    { it: "one failure among few requests", stable: [60, 0], canary: [0.05, 0.07], kind: "too-little" },
    { it: "no traffic at all", stable: [60, 0], canary: [0, 0], kind: "no-traffic" },
    { it: "nothing measured", stable: [60, 0], canary: [], kind: "no-traffic" },
  ])("says $kind for $it", ({ stable, canary, kind }) => {
    expect(canaryVerdict(destination(...stable), destination(...canary), 300).kind).toBe(kind);
  });

  it("gives a chance near that of the normal distribution", () => {
    const verdict = canaryVerdict(destination(1, 0.05), destination(1, 0.1), 500);
    // 25 of 500 against 50 of 500: z = 3.0015, two-sided 0.00269.
    expect(verdict.kind === "worse" ? verdict.chance : 1).toBeCloseTo(0.00269, 4);
  });
});

describe("wilsonInterval", () => {
  it("agrees with the published example", () => {
    // Newcombe 1998, table I: 81 of 263, Wilson without continuity correction.
    const { from, to } = wilsonInterval({ requests: 263, failed: 81 });
    expect(from).toBeCloseTo(0.2553, 3);
    expect(to).toBeCloseTo(0.3662, 3);
  });

  it("knows nothing of no requests", () => {
    expect(wilsonInterval({ requests: 0, failed: 0 })).toEqual({ from: 0, to: 1 });
  });
});
