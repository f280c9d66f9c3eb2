import { describe, expect, it } from "vitest";
import { simulationUnderTest } from "../simulation-under-test.ts";

const CANARY = "source checkout>payment-v2";
const STABLE = "source checkout>payment-v1";

describe("scenarios", () => {
  it("failing-canary: one edge fails by about 7 %, mostly for connections refused, and is six times as slow", () => {
    const usual = simulationUnderTest().watch(600).get(CANARY);
    const seen = simulationUnderTest({ scenario: "failing-canary" }).watch(600);

    const canary = seen.get(CANARY);
    expect(canary?.errorRatio).toBeGreaterThan(0.055);
    expect(canary?.errorRatio).toBeLessThan(0.09);
    expect(canary?.answers["503  UF"]).toBeGreaterThan((canary?.answers["504  UT"] ?? 0) * 2);
    expect(canary?.answers["504  UT"]).toBeGreaterThan(0);
    expect(usual?.p99BucketMs).toBe(250);
    expect(canary?.p99BucketMs).toBe(2500);
    const others = [...seen].filter(([edge, { errorRatio }]) => !edge.endsWith(">payment-v2") && errorRatio >= 0.01);
    expect(others).toEqual([]);
  });

  it("noisy-neighbour: workloads on node-b get slower and none fails", () => {
    const calm = simulationUnderTest().watch(300);
    const seen = simulationUnderTest({ scenario: "noisy-neighbour" }).watch(300);

    const slower = [...seen].filter(([edge, { meanMs }]) => meanMs > 1.3 * (calm.get(edge)?.meanMs ?? 0));
    expect(slower.length).toBeGreaterThan(8);
    expect([...seen.values()].every(({ errorRatio }) => errorRatio < 0.01)).toBe(true);
  });

  it("cascade: one slow ledger makes callers time out along the chain", () => {
    const seen = simulationUnderTest({ scenario: "cascade" }).watch(300);

    expect(seen.get("source payment-v1>ledger")?.answers["200 4 UT"]).toBeGreaterThan(10);
    expect(seen.get("destination payment-v1>ledger")?.answers["0  DC"]).toBeGreaterThan(10);
    for (const edge of [
      STABLE,
      "source storefront>checkout",
      "source mobile-bff>checkout",
      "source ingress>storefront",
    ]) {
      expect(seen.get(edge)?.errorRatio).toBeGreaterThan(0.03);
    }
  });

  it.each(Array.from({ length: 6 }, (_, seed) => seed))(
    "failing-canary: every minute of an hour is plainly failing with seed %i",
    (seed) => {
      const mesh = simulationUnderTest({ scenario: "failing-canary", seed });
      mesh.pass(60);
      const ratios = mesh.minuteRatios(CANARY, 3600);

      expect(Math.min(...ratios)).toBeGreaterThan(0.05);
      expect(Math.max(...ratios)).toBeLessThan(0.09);
      expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeCloseTo(0.07, 2);
      expect(new Set(ratios.map((ratio) => ratio.toFixed(3))).size).toBeGreaterThan(10);
    },
  );

  it("retry-storm: the server counts far more tries than its callers count requests", () => {
    const seen = simulationUnderTest({ scenario: "retry-storm" }).watch(300);

    const asked = seen.get("source reviews>ratings");
    const tried = seen.get("destination reviews>ratings");
    expect((tried?.perSecond ?? 0) / (asked?.perSecond ?? 1)).toBeCloseTo(1.875, 1);
    expect(tried?.errorRatio).toBeCloseTo(0.5, 1);
    expect(asked?.answers).toHaveProperty("503  URX");
  });

  it("plaintext-caller: only billing's own proxies know of it", () => {
    const seen = simulationUnderTest({ scenario: "plaintext-caller" }).watch(300);

    const caller = seen.get("destination unknown>billing-v1");
    expect(caller?.perSecond).toBeGreaterThan(3);
    expect(caller?.labels.every(({ connection_security_policy: policy }) => policy === "none")).toBe(true);
    expect(seen.has("source unknown>billing-v1")).toBe(false);
  });

  it("begin at their onset", () => {
    const mesh = simulationUnderTest();
    mesh.pass(60);
    mesh.stage.play("retry-storm", 1_790_000_000 + 600);

    expect(mesh.watch(300).get("destination reviews>ratings")?.errorRatio).toBeLessThan(0.01);
    mesh.pass(300);
    expect(mesh.watch(60).get("destination reviews>ratings")?.errorRatio).toBeGreaterThan(0.4);
  });
});
