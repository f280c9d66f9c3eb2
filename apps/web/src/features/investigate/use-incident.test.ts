import { describe, expect, it } from "vitest";
import { edgeId, failingFinding, nodeId } from "./incident.fixture.ts";
import { shownFinding } from "./use-incident.ts";

describe("which finding is looked at", () => {
  const other = { ...failingFinding, id: "other", origin: { type: "node", id: nodeId("orders") } } as const;
  const all = [failingFinding, other];

  it("is the one the address names, else the one about what is selected, else the first", () => {
    expect(shownFinding(all, { finding: "other" }, undefined)).toBe(other);
    expect(shownFinding(all, {}, nodeId("orders"))).toBe(other);
    expect(shownFinding(all, {}, edgeId("storefront", "checkout"))).toBe(failingFinding);
    expect(shownFinding(all, { finding: "over" }, undefined)).toBe(failingFinding);
  });
});
