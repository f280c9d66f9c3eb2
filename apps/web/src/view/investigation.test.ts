import { describe, expect, it } from "vitest";
import {
  type InvestigateAddress,
  parseInvestigation,
  withInvestigation,
  withoutInvestigation,
} from "./investigation.ts";
import { parseSearch, stringifySearch } from "./search-text.ts";

const full: InvestigateAddress = {
  tab: "time",
  finding: "failing:edge:a>b:http",
  entry: "workload/north/shop/storefront",
  before: "2026-11-20T02:50:00.000Z",
  beforeWindowSeconds: 600,
  shown: "worse",
};

describe("Investigate's address", () => {
  it.each([
    { address: full },
    { address: { tab: "compare", before: "7d" } as const },
    { address: { tab: "wrong" } as const },
  ])("carries $address there and back", ({ address }) => {
    expect(parseInvestigation(parseSearch(stringifySearch(withInvestigation({}, address))))).toEqual(address);
  });

  it("says nothing for what is as usual, and leaves others alone", () => {
    expect(withInvestigation({ ns: "shop", tab: "time", before: "1h" }, { tab: "wrong" })).toEqual({ ns: "shop" });
    expect(withoutInvestigation(withInvestigation({ ns: "shop" }, full))).toEqual({ ns: "shop" });
  });

  it.each([
    { search: { tab: "poem" } },
    { search: { before: "soon" } },
    { search: { beforeWindow: "0" } },
    { search: { beforeWindow: "1e9" } },
    { search: { finding: "" } },
    { search: { show: "all" } },
  ])("passes over what it does not understand: $search", ({ search }) => {
    expect(parseInvestigation(search)).toEqual({ tab: "wrong" });
  });
});
