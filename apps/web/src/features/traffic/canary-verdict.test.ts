import type { RouteDestination } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { canaryVerdict } from "./canary-verdict.ts";

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
    { it: "one failure among just enough requests", stable: [30, 0.0001], canary: [0.17, 0.02], kind: "alike" },
    { it: "no traffic at all", stable: [60, 0], canary: [0, 0], kind: "no-traffic" },
    { it: "nothing measured", stable: [60, 0], canary: [], kind: "no-traffic" },
  ])("says $kind for $it", ({ stable, canary, kind }) => {
    expect(canaryVerdict(destination(...stable), destination(...canary), 300).kind).toBe(kind);
  });
});
