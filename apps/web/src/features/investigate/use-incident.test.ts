import { describe, expect, it } from "vitest";
import { edgeId, failingFinding, nodeId } from "./incident.fixture.ts";
import { shownFinding } from "./use-incident.ts";

describe("which finding is looked at", () => {
  const other = { ...failingFinding, id: "other", origin: { type: "node", id: nodeId("orders") } } as const;
  const all = [failingFinding, other];

  it("is the one the address names, else about what is selected, else about what is asked for, else the first", () => {
    const orders = { type: "node", id: nodeId("orders") } as const;
    const follows = { type: "edge", id: edgeId("storefront", "checkout") } as const;
    const sought = { expression: "orders", places: [orders] };
    expect(shownFinding(all, { finding: "other" }, { selection: follows })).toBe(other);
    expect(shownFinding(all, {}, { selection: orders })).toBe(other);
    expect(shownFinding(all, {}, { selection: follows, sought })).toBe(failingFinding);
    expect(shownFinding(all, {}, { sought })).toBe(other);
    expect(shownFinding(all, { finding: "over" }, {})).toBe(failingFinding);
  });
});
