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
  rows: new Map([
    ["1f4k2a0", true],
    ["9x0b3c", false],
  ]),
  log: { pod: "payment-v2-7d9f-x2x", container: "istio-proxy", run: "previous", lines: "failed" },
  traces: { kind: "failing", open: "4bf92f3577b34da6a3ce929d0e0e4736", span: "00f067aa0ba902b7" },
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
    { search: { rows: "-,Ab,toolongakey" } },
    { search: { pod: "../secrets", container: "Main", run: "next", lines: "some" } },
    { search: { traces: "slow", trace: "../services", span: "00f067aa0ba902b7" } },
  ])("passes over what it does not understand: $search", ({ search }) => {
    expect(parseInvestigation(search)).toEqual({ tab: "wrong" });
  });
});
