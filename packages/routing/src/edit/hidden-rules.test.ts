import { describe, expect, it } from "vitest";
import { hiddenRules } from "./hidden-rules.ts";

const route = [{ destination: { host: "cart" } }];
const match = (...groups: object[]) => ({ match: groups, route });

describe("rules of a VirtualService", () => {
  it.each([
    { what: "everything", first: { route }, second: match({ uri: { prefix: "/v2" } }) },
    { what: "a slash, which every path begins with", first: match({ uri: { prefix: "/" } }), second: { route } },
    { what: "a shorter prefix", first: match({ uri: { prefix: "/a" } }), second: match({ uri: { exact: "/a/b" } }) },
    {
      what: "fewer conditions",
      first: match({ headers: { "x-a": {} } }),
      second: match({ headers: { "x-a": { exact: "1" }, "x-b": { exact: "1" } } }),
    },
    {
      what: "each of its alternatives",
      first: match({ method: { exact: "GET" } }, { method: { exact: "PUT" } }),
      second: match({ method: { exact: "PUT" } }),
    },
    {
      what: "the same regular expression",
      first: match({ uri: { regex: "a+" } }),
      second: match({ uri: { regex: "a+" } }),
    },
  ])("are hidden by an earlier one that takes $what", ({ first, second }) => {
    expect(hiddenRules("VirtualService", { http: [first, second] })).toEqual([{ index: 1, by: 0 }]);
  });

  it.each([
    { first: match({ uri: { prefix: "/a" } }), second: { route } },
    { first: match({ uri: { regex: ".*" } }), second: match({ uri: { exact: "/a" } }) },
    { first: match({ sourceNamespace: "edge" }), second: match({ uri: { exact: "/a" } }) },
    { first: match({ xNew: 1 }), second: match({ uri: { exact: "/a" } }) },
    {
      first: match({ method: { exact: "GET" } }),
      second: match({ method: { exact: "GET" } }, { method: { exact: "PUT" } }),
    },
    { first: match({ withoutHeaders: { a: {} } }), second: match({ headers: { a: {} } }) },
  ])("are reached where an earlier one does not take all of theirs (%#)", ({ first, second }) => {
    expect(hiddenRules("VirtualService", { http: [first, second] })).toEqual([]);
  });
});

it("rules of an HTTPRoute are hidden only by the same conditions, as the exact one goes first", () => {
  const one = { matches: [{ path: { type: "PathPrefix", value: "/" } }] };
  const two = { matches: [{ path: { type: "PathPrefix", value: "/a" } }] };
  expect(hiddenRules("HTTPRoute", { rules: [one, two] })).toEqual([]);
  expect(hiddenRules("HTTPRoute", { rules: [one, two, one] })).toEqual([{ index: 2, by: 0 }]);
});
