import { describe, expect, it } from "vitest";
import { branchesOf } from "./virtual-service.ts";

const ANYBODY = { caller: { namespace: "shop", labels: {} } };
const route = (...http: object[]) => ({ metadata: { name: "a", namespace: "shop" }, spec: { hosts: ["a"], http } });
const to = (subset: string, weight?: number) => ({
  destination: { host: "a", subset },
  ...(weight !== undefined && { weight }),
});
const shares = (...http: object[]) =>
  Object.fromEntries(
    branchesOf(route(...http), ANYBODY).map(({ subset, answers, share }) => [subset ?? answers, share]),
  );

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
      ANYBODY,
    );

    expect(branch).toMatchObject({
      host: "a.shop.svc.cluster.local",
      timeoutMs: 1500,
      retries: { attempts: 4, perTryTimeoutMs: 300 },
      delay: { ratio: 0.1, ms: 2000 },
    });
  });

  it.each([
    { match: { method: { exact: "GET" } }, share: 0.7 },
    { match: { queryParams: { beta: { exact: "1" } } }, share: 0.02 },
    { match: { withoutHeaders: { "x-tester": {} } }, share: 0.995 },
    { match: { uri: { regex: ".*" } }, share: 1 },
    { match: { sourceNamespace: "shop" }, share: 1 },
    { match: { sourceNamespace: "checkout" }, share: undefined },
    { match: { sourceLabels: { app: "cart" } }, share: undefined },
    { match: { gateways: ["edge/public"] }, share: undefined },
  ])("are as many as a rule asks for: $match", ({ match, share }) => {
    const found = shares({ match: [match], route: [to("v2")] }, { route: [to("v1")] })["v2"];
    if (share === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(share);
  });
});

describe("a rule that delegates", () => {
  const root = { metadata: { name: "root", namespace: "edge" }, spec: {} };
  const delegating = (more: object = {}) => ({
    ...root,
    spec: { hosts: ["a.shop.svc.cluster.local"], http: [{ delegate: { name: "a", namespace: "shop" }, ...more }] },
  });
  const delegate = (spec: object) => ({ metadata: { name: "a", namespace: "shop" }, spec });
  const find = (spec: object) => (namespace: string, name: string) =>
    namespace === "shop" && name === "a" ? delegate(spec) : undefined;

  it("goes by the other's rules, and by its own where those are silent", () => {
    const http = [{ route: [to("v1", 70), to("v2", 30)], retries: { attempts: 1 } }];
    const branches = branchesOf(delegating({ timeout: "2s" }), ANYBODY, find({ http }));
    expect(branches).toMatchObject([
      { host: "a.shop.svc.cluster.local", subset: "v1", share: 0.7, timeoutMs: 2000, retries: { attempts: 1 } },
      { subset: "v2", share: 0.3 },
    ]);
  });

  it("is no rule where the other is absent, not exported or delegates itself", () => {
    const http = [{ route: [to("v1")] }];
    expect(branchesOf(delegating(), ANYBODY)).toEqual([]);
    expect(branchesOf(delegating(), ANYBODY, find({ http, exportTo: ["."] }))).toEqual([]);
    expect(branchesOf(delegating(), ANYBODY, find({ http: [{ delegate: { name: "b" } }] }))).toEqual([]);
  });
});

describe("mirrors", () => {
  it.each([
    { rule: { mirror: { host: "b" } }, mirrors: [{ host: "b.shop.svc.cluster.local", ratio: 1 }] },
    {
      rule: { mirror: { host: "b" }, mirrorPercentage: { value: 10 } },
      mirrors: [{ host: "b.shop.svc.cluster.local", ratio: 0.1 }],
    },
    {
      rule: { mirrors: [{ destination: { host: "b", subset: "v2" }, percentage: { value: 50 } }] },
      mirrors: [{ host: "b.shop.svc.cluster.local", subset: "v2", ratio: 0.5 }],
    },
  ])("are read from $rule", ({ rule, mirrors }) => {
    expect(branchesOf(route({ route: [to("v1")], ...rule }), ANYBODY)).toMatchObject([{ mirrors }]);
  });
});
