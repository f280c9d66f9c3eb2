import { describe, expect, it } from "vitest";
import { changedSearch } from "./use-investigation.ts";

const of = { sel: "node:cart" };
const chosen = { pod: "cart-1", lines: "failed", traces: "any", trace: "4bf92f3577b34da6" };
const other = { type: "node", id: "orders" } as const;

describe("a step on Investigate", () => {
  it("keeps what was chosen among logs and traces while it is about the same", () => {
    expect(changedSearch({ ...of, ...chosen }, { tab: "compare" }, {})).toEqual({ ...of, ...chosen, tab: "compare" });
    expect(changedSearch({ ...of, ...chosen }, { finding: "second" }, {})).toEqual({
      ...of,
      ...chosen,
      finding: "second",
    });
  });

  it("forgets it with another subject: one that is selected, or that of another finding", () => {
    expect(changedSearch({ ...of, ...chosen }, {}, { selection: other })).toEqual({ sel: "node:orders" });
    expect(changedSearch(chosen, { finding: "second" }, {})).toEqual({ finding: "second" });
  });

  it("takes a choice and whom it is about at once", () => {
    expect(changedSearch({}, { log: { pod: "orders-1" } }, { selection: other })).toEqual({
      sel: "node:orders",
      pod: "orders-1",
    });
  });

  it("forgets which rows of a tree were opened with the tree", () => {
    const tree = { tab: "time", entry: "a", rows: "1f4k2a0" };
    expect(changedSearch(tree, { entry: "a", before: "1h" }, {})).toEqual({ ...tree, before: "1h" });
    expect(changedSearch(tree, { entry: "b" }, {})).toEqual({ tab: "time", entry: "b" });
  });
});
