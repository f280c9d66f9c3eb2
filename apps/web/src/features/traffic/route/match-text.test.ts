import type { MatchCondition } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { matchSentence, matchWords } from "./match-text.ts";

const cases: { condition: MatchCondition; words: string }[] = [
  { condition: { on: "header", name: "x-canary", op: "exact", value: "always" }, words: "header x-canary is always" },
  { condition: { on: "header", name: "x-canary", op: "present" }, words: "header x-canary is present" },
  { condition: { on: "withoutHeader", name: "x-canary", op: "present" }, words: "header x-canary is absent" },
  { condition: { on: "withoutHeader", name: "who", op: "exact", value: "bot" }, words: "header who is not bot" },
  { condition: { on: "uri", op: "prefix", value: "/api" }, words: "the path starts with /api" },
  { condition: { on: "uri", op: "regex", value: "/v[12]" }, words: "the path matches /v[12]" },
  { condition: { on: "method", op: "exact", value: "GET" }, words: "the method is GET" },
  { condition: { on: "authority", op: "exact", value: "shop.io" }, words: "the host asked for is shop.io" },
  { condition: { on: "scheme", op: "exact", value: "https" }, words: "the scheme is https" },
  { condition: { on: "queryParam", name: "v", op: "exact", value: "2" }, words: "query parameter v is 2" },
  { condition: { on: "port", value: "8080" }, words: "the port is 8080" },
  {
    condition: { on: "sourceLabel", name: "app", op: "exact", value: "cart" },
    words: "the caller's label app is cart",
  },
  { condition: { on: "sourceNamespace", value: "shop" }, words: "the caller is in namespace shop" },
  { condition: { on: "gateway", value: "mesh" }, words: "the caller is in the mesh" },
  { condition: { on: "gateway", value: "edge/ingress" }, words: "it comes through gateway edge/ingress" },
  { condition: { on: "sniHost", op: "exact", value: "db.io" }, words: "the TLS name is db.io" },
  { condition: { on: "destinationSubnet", value: "10.0.0.0/8" }, words: "the address is in 10.0.0.0/8" },
  { condition: { on: "other", name: "statPrefix", value: "x" }, words: "statPrefix is x" },
];

describe("matchSentence", () => {
  it.each(cases)("says $words", ({ condition, words }) => {
    expect(matchSentence([[condition]], { afterOthers: false })).toBe(`when ${words}`);
  });

  it("joins conditions with and, groups with or", () => {
    const get: MatchCondition = { on: "method", op: "exact", value: "GET" };
    const path: MatchCondition = { on: "uri", op: "exact", value: "/" };
    expect(matchSentence([[get, path], [get]], { afterOthers: false })).toBe(
      "when the method is GET and the path is /, or when the method is GET",
    );
  });

  it("calls a rule without conditions by its place", () => {
    expect(matchSentence([], { afterOthers: true })).toBe("everything else");
    expect(matchSentence([], { afterOthers: false })).toBe("everything");
  });

  it("marks what stands in the object", () => {
    const words = matchWords([[{ on: "header", name: "x", op: "exact", value: "" }]], { afterOthers: false });
    expect(words.filter((fragment) => fragment.code).map((fragment) => fragment.text)).toEqual(["x", '""']);
  });
});
