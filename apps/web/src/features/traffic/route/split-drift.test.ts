import { describe, expect, it } from "vitest";
import { destinationOf, routeWith, ruleWith } from "./route.fixture.ts";
import { countedUnit, observedSplit, totalRate } from "./split-drift.ts";

function rule(configured: number, observed: number | undefined, requestsPerSecond: number) {
  const seen = (share: number) => ({ observedShare: share, requestsPerSecond: share * requestsPerSecond });
  return ruleWith(
    destinationOf("v1", configured * 100, observed === undefined ? {} : seen(observed)),
    destinationOf("v2", 100 - configured * 100, observed === undefined ? {} : seen(1 - observed)),
  );
}

const window = { at: "2026-11-20T03:10:00Z", windowSeconds: 60 };

describe("observedSplit", () => {
  it.each([
    { at: "2026-11-20T03:09:30Z", kind: "settling" },
    { at: "2026-11-20T03:08:00Z", kind: "drift" },
  ])("does not judge before the window is past the last change at $at", ({ at, kind }) => {
    const only = rule(0.5, 0.95, 90);
    expect(observedSplit(routeWith([only], { lastChange: { at } }), only, window).kind).toBe(kind);
  });

  it.each([
    { configured: 0.5, observed: 0.63, rate: 90, kind: "drift" },
    { configured: 0.95, observed: 0.94, rate: 1000, kind: "on-target" },
    { configured: 0.95, observed: 0.9, rate: 0.5, kind: "on-target" },
    { configured: 1, observed: 0.95, rate: 10, kind: "drift" },
    { configured: 0.95, observed: undefined, rate: 10, kind: "no-traffic" },
  ])("calls $configured seen as $observed at $rate req/s $kind", ({ configured, observed, rate, kind }) => {
    const only = rule(configured, observed, rate);
    expect(observedSplit(routeWith([only]), only, window).kind).toBe(kind);
  });

  it("does not judge where several rules share the numbers", () => {
    const second = rule(0.5, 0.9, 100);
    expect(observedSplit(routeWith([rule(1, 0.9, 100), second]), second, window).kind).toBe("all-rules-together");
  });
});

describe("totalRate", () => {
  it("adds what was measured", () => {
    expect(totalRate(rule(0.5, 0.5, 90))).toBe(90);
    expect(totalRate(rule(0.5, undefined, 90))).toBe(0);
  });
});

it.each([
  { protocol: "http", unit: "req/s" },
  { protocol: "grpc", unit: "req/s" },
  { protocol: "tcp", unit: "conn/s" },
  { protocol: "tls", unit: "conn/s" },
] as const)("$protocol rules are counted in $unit", ({ protocol, unit }) => {
  expect(countedUnit({ rule: { protocol, index: 0 } })).toBe(unit);
});
