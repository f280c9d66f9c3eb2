import { describe, expect, it } from "vitest";
import { timeBetween } from "./latency-distribution.ts";

describe("the time between two proxies", () => {
  it.each([
    { what: "is what the caller waits longer", caller: [12, 100], callee: [9, 99], between: 3 },
    { what: "is not known when requests did not arrive", caller: [60, 100], callee: [84, 95], between: undefined },
    { what: "is not known when the callee saw retries", caller: [60, 100], callee: [40, 150], between: undefined },
    { what: "is not known when the callee seems slower", caller: [60, 100], callee: [61, 100], between: undefined },
  ] as const)("$what", ({ caller, callee, between }) => {
    const timed = ([meanMs, perSecond]: readonly [number, number]) => ({ meanMs, perSecond });
    expect(timeBetween(timed(caller), timed(callee))).toBe(between);
  });

  it("is not known when one side does not report", () => {
    expect(timeBetween({ meanMs: 5, perSecond: 1 }, undefined)).toBeUndefined();
    expect(timeBetween(undefined, { meanMs: 5, perSecond: 1 })).toBeUndefined();
  });
});
