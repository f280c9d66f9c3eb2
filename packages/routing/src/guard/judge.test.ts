import type { GuardLimits, Measured } from "@fyr/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeGuard } from "./judge.ts";

const ratio = fc.double({ min: 0, max: 1, noNaN: true });
const ms = fc.double({ min: 0.1, max: 60_000, noNaN: true });
const anyMeasured: fc.Arbitrary<Measured> = fc.record(
  { requests: fc.double({ min: 0, max: 1e6, noNaN: true }), successRate: ratio, p99Ms: ms },
  { requiredKeys: ["requests"] },
);
const anyLimits: fc.Arbitrary<GuardLimits> = fc.record(
  {
    minRequests: fc.integer({ min: 10, max: 10_000 }),
    minSuccessRate: ratio,
    maxP99Ms: ms,
    successRateBelowStable: ratio,
    p99TimesStable: fc.double({ min: 1, max: 100, noNaN: true }),
  },
  { requiredKeys: ["minRequests"] },
);
const both = fc.record({ canary: anyMeasured, stable: fc.option(anyMeasured, { nil: undefined }) });

describe("a guard", () => {
  it("says nothing of fewer requests than asked for", () => {
    fc.assert(
      fc.property(both, anyLimits, ({ canary, stable }, limits) => {
        const few = { ...canary, requests: Math.min(canary.requests, limits.minRequests - 1) };
        expect(judgeGuard({ canary: few, stable }, limits)).toEqual({ verdict: "wait", why: "too-few-requests" });
      }),
    );
  });

  it("never holds again when things get worse", () => {
    fc.assert(
      fc.property(
        both,
        anyLimits,
        ratio,
        fc.double({ min: 1, max: 10, noNaN: true }),
        (seen, limits, share, factor) => {
          const { canary, stable } = seen;
          const worse = {
            ...canary,
            ...(canary.successRate !== undefined && { successRate: canary.successRate * share }),
            ...(canary.p99Ms !== undefined && { p99Ms: canary.p99Ms * factor }),
          };
          if (judgeGuard({ canary, stable }, limits).verdict !== "fire") return;
          expect(judgeGuard({ canary: worse, stable }, limits).verdict).toBe("fire");
        },
      ),
    );
  });

  it("fires no sooner when limits are dropped", () => {
    fc.assert(
      fc.property(
        both,
        anyLimits,
        fc.constantFrom("minSuccessRate", "maxP99Ms", "p99TimesStable"),
        (seen, limits, drop) => {
          const { [drop]: _, ...fewer } = limits;
          if (judgeGuard(seen, limits).verdict === "fire") return;
          expect(judgeGuard(seen, fewer).verdict).not.toBe("fire");
        },
      ),
    );
  });

  it("lets a canary be that does exactly as stable does", () => {
    fc.assert(
      fc.property(anyMeasured, anyLimits, (measured, { minSuccessRate: _, maxP99Ms: __, ...comparing }) => {
        expect(judgeGuard({ canary: measured, stable: measured }, comparing).verdict).not.toBe("fire");
      }),
    );
  });

  it("compares with nothing while stable has too few requests", () => {
    fc.assert(
      fc.property(anyMeasured, anyMeasured, anyLimits, (canary, stable, limits) => {
        const few = { ...stable, requests: Math.min(stable.requests, limits.minRequests - 1) };
        expect(judgeGuard({ canary, stable: few }, limits)).toEqual(judgeGuard({ canary }, limits));
      }),
    );
  });

  it.each([
    { limits: { minSuccessRate: 0.99 }, measured: { successRate: 0.912 }, allowed: 0.99, was: 0.912 },
    { limits: { maxP99Ms: 500 }, measured: { p99Ms: 812 }, allowed: 500, was: 812 },
    { limits: { successRateBelowStable: 0.01 }, measured: { successRate: 0.97 }, allowed: 0.98, was: 0.97 },
    { limits: { p99TimesStable: 2 }, measured: { p99Ms: 401 }, allowed: 400, was: 401 },
  ])("fires at $limits, and says what was measured", ({ limits, measured, allowed, was }) => {
    const stable = { requests: 1000, successRate: 0.99, p99Ms: 200 };
    const verdict = judgeGuard({ canary: { requests: 50, ...measured }, stable }, { ...limits, minRequests: 50 });
    expect(verdict).toMatchObject({ verdict: "fire", broken: { measured: was } });
    expect(verdict.verdict === "fire" && verdict.broken.allowed).toBeCloseTo(allowed, 9);
  });

  it.each([
    { limits: { minSuccessRate: 0.9 }, measured: { p99Ms: 1 } },
    { limits: { maxP99Ms: 500 }, measured: { successRate: 1 } },
  ])("does not take silence about $limits for consent", ({ limits, measured }) => {
    const verdict = judgeGuard({ canary: { requests: 50, ...measured } }, { ...limits, minRequests: 50 });
    expect(verdict).toEqual({ verdict: "wait", why: "not-measured" });
  });
});
