import { describe, expect, it } from "vitest";
import { fyrPreset } from "./presets.ts";
import { createTolerances, type HealthRule, type LatencyRule, type RateRule } from "./tolerance-rules.ts";

const cart = {
  namespace: "shop",
  names: [
    { kind: "workload", name: "cart-v1" },
    { kind: "app", name: "cart" },
    { kind: "service", name: "cart-web" },
  ],
};
const rates = (codes: string): RateRule[] => [{ codes, degradedPercent: 5, failingPercent: 10 }];
const codesOf = (rules: HealthRule[]) =>
  createTolerances("fyr", rules)
    .of(cart)
    .rates.map(({ codes }) => codes);

describe("who a rule is for", () => {
  it.each([
    [{}, true],
    [{ namespace: "shop" }, true],
    [{ namespace: "sho" }, false],
    [{ namespace: "sho.*" }, true],
    [{ kind: "app", name: "cart" }, true],
    [{ kind: "workload", name: "cart" }, false],
    [{ kind: "workload|app", name: "cart-v\\d" }, true],
    [{ kind: "service", name: "cart-web" }, true],
    [{ name: "checkout" }, false],
  ])("%j matches the cart of the shop: %s", (where, matches) => {
    const { ratesFrom } = createTolerances("fyr", [{ ...where, rates: [] }]).of(cart);
    expect(ratesFrom).toBe(matches ? "config" : "default");
  });
});

describe("which rule decides", () => {
  it("is the first that matches", () => {
    expect(
      codesOf([{ name: "checkout", rates: rates("500") }, { rates: rates("501") }, { rates: rates("502") }]),
    ).toEqual(["501"]);
  });

  it("is the next where the first speaks of something else", () => {
    const latencies: LatencyRule[] = [{ quantile: "p99", degradedOverMs: 300 }];
    const found = createTolerances("fyr", [{ latencies }, { rates: rates("502") }]).of(cart);
    expect(found.rates.map(({ codes }) => codes)).toEqual(["502"]);
    expect(found.latencies).toMatchObject([{ quantile: "p99", degradedOverMs: 300, minimumRequests: 30 }]);
  });

  it("is the preset where none matches", () => {
    expect(createTolerances("fyr", []).of(cart)).toBe(fyrPreset);
    expect(createTolerances("kiali", []).of(cart).rates).toHaveLength(4);
  });
});

describe("codes", () => {
  const counts = (codes: string, code: string, grpcStatus?: string) =>
    createTolerances("fyr", [{ rates: rates(codes) }])
      .of(cart)
      .rates[0]?.counts(
        { code, ...(grpcStatus === undefined ? {} : { grpcStatus }), perSecond: 1 },
        grpcStatus === undefined ? "http" : "grpc",
      );

  it.each([
    ["5XX", "503", true],
    ["5XX", "404", false],
    ["404|429", "429", true],
    ["5", "503", false],
    ["-", "0", true],
    ["server-errors", "0", true],
    ["server-errors", "404", false],
    ["client-errors", "404", true],
  ])("%s counts %s: %s", (codes, code, counted) => {
    expect(counts(codes, code)).toBe(counted);
  });

  it("are gRPC statuses where there is one", () => {
    expect(counts("14", "200", "14")).toBe(true);
    expect(counts("200", "200", "0")).toBe(false);
  });
});
