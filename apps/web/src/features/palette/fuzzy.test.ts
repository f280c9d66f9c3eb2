import { describe, expect, it } from "vitest";
import { bestMatches, fuzzyScore } from "./fuzzy.ts";

describe("finding by a few letters", () => {
  it.each([
    ["pay", ["shipping-relay", "payment v1"], "payment v1"],
    ["pv2", ["payment v1", "payment v2"], "payment v2"],
    ["leg erp", ["ledger v9", "legacy-erp"], "legacy-erp"],
    ["chk pay", ["checkout → tax v2", "checkout → payment v2"], "checkout → payment v2"],
    ["ORD", ["records", "orders"], "orders"],
  ])("%s among %j is %s", (query, names, best) => {
    expect(bestMatches(query, names, (name) => ({ name, about: "" }), 5)[0]).toBe(best);
  });

  it("finds nothing where letters are missing or out of order", () => {
    expect(fuzzyScore("xyz", "payment")).toBeUndefined();
    expect(fuzzyScore("yap", "pay")).toBeUndefined();
  });

  it("puts names before places", () => {
    const entries = [
      { name: "fraud v11", about: "payments" },
      { name: "payment v1", about: "elsewhere" },
      { name: "legacy-erp", about: "legacy" },
    ];
    expect(bestMatches("pay", entries, (entry) => entry, 5).map(({ name }) => name)).toEqual([
      "payment v1",
      "fraud v11",
    ]);
  });

  it("keeps the order when nothing is asked", () => {
    expect(bestMatches(" ", ["b", "a", "c"], (name) => ({ name, about: "" }), 2)).toEqual(["b", "a"]);
  });
});
