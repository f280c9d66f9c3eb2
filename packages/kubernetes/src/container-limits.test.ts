import { describe, expect, it } from "vitest";
import { changedLimits, limitsIn } from "./container-limits.ts";

const container = (name: string, limits: object) => ({ name, resources: { limits } });

describe("what containers of a template may use", () => {
  it("is told of its own apart from their proxy", () => {
    const containers = [container("cart", { cpu: "500m", memory: "1Gi" }), container("istio-proxy", { cpu: 2 })];
    expect(limitsIn({ spec: { containers } })).toEqual({
      cpu: { cart: "500m" },
      memory: { cart: "1Gi" },
      proxyCpu: "2",
    });
  });

  it("is in an annotation for a proxy that is injected later, and nothing where there is none", () => {
    const metadata = { annotations: { "sidecar.istio.io/proxyCPULimit": "200m" } };
    expect(limitsIn({ metadata, spec: { containers: [{ name: "cart" }] } })).toEqual({
      cpu: {},
      memory: {},
      proxyCpu: "200m",
    });
    expect(limitsIn(undefined)).toEqual({ cpu: {}, memory: {} });
  });
});

it("is as much in other words, less under any limit than under none, and more where that goes", () => {
  const limited = (cpu: string) => ({ cpu: { cart: cpu }, memory: {} });
  expect(changedLimits(limited("1"), limited("1000m"))).toEqual([]);
  expect(changedLimits({ cpu: {}, memory: {} }, limited("1"))).toEqual([{ of: "cpu", to: "1", isLower: true }]);
  expect(changedLimits(limited("1"), { cpu: {}, memory: {} })).toEqual([{ of: "cpu", from: "1", isLower: false }]);
});
