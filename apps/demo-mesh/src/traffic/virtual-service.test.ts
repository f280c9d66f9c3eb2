import { describe, expect, it } from "vitest";
import { branchesOf } from "./virtual-service.ts";

const route = (...http: object[]) => ({ metadata: { name: "a", namespace: "shop" }, spec: { hosts: ["a"], http } });
const to = (subset: string, weight?: number) => ({
  destination: { host: "a", subset },
  ...(weight !== undefined && { weight }),
});
const shares = (...http: object[]) =>
  Object.fromEntries(branchesOf(route(...http)).map(({ subset, answers, share }) => [subset ?? answers, share]));

describe("the branches of a VirtualService", () => {
  it.each([
    { weights: [95, 5], parts: { v1: 0.95, v2: 0.05 } },
    { weights: [3, 1], parts: { v1: 0.75, v2: 0.25 } },
    { weights: [100, 0], parts: { v1: 1 } },
    { weights: [undefined, 100], parts: { v2: 1 } },
  ])("follow the weights $weights", ({ weights: [first, second], parts }) => {
    expect(shares({ route: [to("v1", first), to("v2", second)] })).toEqual(parts);
  });

  it("give a single destination everything, whatever its weight", () => {
    expect(shares({ route: [to("v1", 0)] })).toEqual({ v1: 1 });
  });

  it("leave little to a rule that asks for a header, and nothing to what comes after one that asks for nothing", () => {
    const headers = { "x-tester": { exact: "yes" } };
    const found = shares({ match: [{ headers }], route: [to("v2")] }, { route: [to("v1")] }, { route: [to("v3")] });

    expect(found["v2"]).toBeLessThan(0.02);
    expect((found["v1"] ?? 0) + (found["v2"] ?? 0)).toBeCloseTo(1);
    expect(found["v3"] ?? 0).toBe(0);
  });

  it("answer 404 to requests no rule is for", () => {
    expect(shares({ match: [{ uri: { prefix: "/a" } }], route: [to("v1")] })["404"]).toBeGreaterThan(0.9);
  });

  it("carry the rule's timeout, retries and faults", () => {
    const [branch] = branchesOf(
      route({
        route: [to("v1")],
        timeout: "1.5s",
        retries: { attempts: 4, perTryTimeout: "300ms", retryOn: "5xx" },
        fault: { delay: { percentage: { value: 10 }, fixedDelay: "2s" } },
      }),
    );

    expect(branch).toMatchObject({
      host: "a.shop.svc.cluster.local",
      timeoutMs: 1500,
      retries: { attempts: 4, perTryTimeoutMs: 300 },
      delay: { ratio: 0.1, ms: 2000 },
    });
  });
});
