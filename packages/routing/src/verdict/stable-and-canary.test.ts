import { describe, expect, it } from "vitest";
import { stableAndCanary } from "./stable-and-canary.ts";

describe("stableAndCanary", () => {
  it.each([
    { subsets: ["v1", "v2"], stable: 0, canary: 1 },
    { subsets: ["v2", "v1"], stable: 1, canary: 0 },
    { subsets: ["v9", "v10"], stable: 0, canary: 1 },
    { subsets: ["canary", "stable"], stable: 1, canary: 0 },
    { subsets: ["v2", "stable"], stable: 1, canary: 0 },
    { subsets: ["v1", "canary", "v3"], stable: 0, canary: 1 },
    { subsets: ["v1", "v2", "v3"], stable: 0, canary: 2 },
  ])("takes $subsets by name, not by weight", ({ subsets, stable, canary }) => {
    expect(stableAndCanary(subsets.map((subset) => ({ host: "a", subset })))).toEqual({ stable, canary });
  });

  it("compares hosts where there are no subsets", () => {
    expect(stableAndCanary([{ host: "pricing-v2" }, { host: "pricing-v1" }])).toEqual({ stable: 1, canary: 0 });
  });

  it("has nothing to say about one destination", () => {
    expect(stableAndCanary([{ host: "a" }])).toBeUndefined();
  });
});
