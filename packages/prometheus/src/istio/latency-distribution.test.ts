import { describe, expect, it } from "vitest";
import { timeBetween } from "./latency-distribution.ts";

const differ = { betweenProxiesUnknown: "different-requests" };

describe("the time between two proxies", () => {
  it.each([
    { what: "is what the caller waits longer", caller: [12, 100], callee: [9, 99], is: { betweenProxiesMs: 3 } },
    { what: "is not known when requests did not arrive", caller: [60, 100], callee: [84, 95], is: differ },
    { what: "is not known when the callee saw retries", caller: [60, 100], callee: [40, 150], is: differ },
    { what: "is not known when the callee seems slower", caller: [60, 100], callee: [61, 100], is: differ },
  ] as const)("$what", ({ caller, callee, is }) => {
    const timed = ([meanMs, perSecond]: readonly [number, number]) => ({ meanMs, perSecond });
    expect(timeBetween(timed(caller), timed(callee))).toEqual(is);
  });

  it("says which side is silent when one does not report", () => {
    expect(timeBetween({ meanMs: 5, perSecond: 1 }, undefined)).toEqual({ betweenProxiesUnknown: "callee-not-timed" });
    expect(timeBetween(undefined, { meanMs: 5, perSecond: 1 })).toEqual({ betweenProxiesUnknown: "caller-not-timed" });
  });
});
