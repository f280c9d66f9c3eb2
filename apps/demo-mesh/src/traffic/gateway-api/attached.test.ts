import { describe, expect, it } from "vitest";
import { attachedBranches, attachedStreamBranches } from "./attached.ts";
import type { FindBackend } from "./backends.ts";
import { readGatewayRoute } from "./route-object.ts";

const find: FindBackend = ({ name }) =>
  name === "gone" ? { ok: false, problem: "BackendNotFound", message: "" } : { ok: true, host: name };

const to = (name: string, weight?: number) => ({ name, ...(weight !== undefined && { weight }) });
const http = (rules: object[], metadata: object = {}) =>
  readGatewayRoute("HTTPRoute", { metadata: { name: "a", namespace: "shop", ...metadata }, spec: { rules } });
const shares = (rules: object[], path?: string) => {
  const found: Record<string, number> = {};
  for (const { host, answers = "", share } of attachedBranches([http(rules)], path ? { path } : {}, find)) {
    found[host || answers] = (found[host || answers] ?? 0) + share;
  }
  return found;
};

describe("the weights of backends", () => {
  it.each([
    { what: "are relative", refs: [to("v1", 9), to("v2", 1)], parts: { v1: 0.9, v2: 0.1 } },
    { what: "are 1 where they are missing", refs: [to("v1"), to("v2", 3)], parts: { v1: 0.25, v2: 0.75 } },
    { what: "may be 0", refs: [to("v1", 1), to("v2", 0)], parts: { v1: 1 } },
    { what: "that are all 0 answer 500", refs: [to("v1", 0)], parts: { 500: 1 } },
    { what: "keep the share of who is not there", refs: [to("v1", 3), to("gone", 1)], parts: { v1: 0.75, 500: 0.25 } },
    { what: "of nobody answer 404", refs: [], parts: { 404: 1 } },
  ])("$what", ({ refs, parts }) => {
    expect(shares([{ backendRefs: refs }])).toEqual(parts);
  });
});

describe("matches", () => {
  const rule = (match: object, name: string) => ({ matches: [match], backendRefs: [to(name)] });
  const everything = rule({ path: { type: "PathPrefix", value: "/" } }, "everything");

  it.each([
    { match: { headers: [{ name: "x-tester", value: "yes" }] }, share: 0.005 },
    { match: { queryParams: [{ name: "beta", value: "1" }] }, share: 0.02 },
    { match: { method: "GET" }, share: 0.7 },
    { match: { path: { type: "Exact", value: "/beta" } }, share: 0.05 },
    { match: { method: { service: "shop.Offers", method: "List" } }, share: 0.05 },
  ])("take their part before the rest, wherever they are written: $match", ({ match, share }) => {
    const found = shares([everything, rule(match, "some")]);
    expect(found["some"]).toBeCloseTo(share);
    expect(found["everything"]).toBeCloseTo(1 - share);
  });

  it.each([
    { path: "/images/hero", goes: "images" },
    { path: "/imagesque", goes: "everything" },
    { path: "/images/exact", goes: "exact" },
  ])("compare a known path element by element, the most specific first: $path", ({ path, goes }) => {
    const images = rule({ path: { type: "PathPrefix", value: "/images/" } }, "images");
    const exact = rule({ path: { type: "Exact", value: "/images/exact" } }, "exact");
    expect(shares([everything, images, exact], path)).toEqual({ [goes]: 1 });
  });

  it("answer 404 to whoever none is for, once a route is attached", () => {
    expect(shares([rule({ path: { type: "PathPrefix", value: "/app" } }, "app")], "/other")).toEqual({ 404: 1 });
  });

  it("of two routes let the older win", () => {
    const route = (name: string, creationTimestamp: string) =>
      http([{ backendRefs: [to(name)] }], { name, creationTimestamp });
    const branches = attachedBranches([route("new", "2026-02-01"), route("old", "2026-01-01")], {}, find);
    expect(branches.map(({ host }) => host)).toEqual(["old"]);
  });
});

describe("rules", () => {
  it("carry timeouts, retries and mirrors", () => {
    const [branch] = attachedBranches(
      [
        http([
          {
            timeouts: { request: "2s", backendRequest: "500ms" },
            retry: { attempts: 3, codes: [503] },
            filters: [{ type: "RequestMirror", requestMirror: { backendRef: to("v3"), percent: 20 } }],
            backendRefs: [to("v1")],
          },
        ]),
      ],
      {},
      find,
    );
    expect(branch).toMatchObject({
      timeoutMs: 2000,
      retries: { attempts: 3, perTryTimeoutMs: 500, on: new Set(["connect-failure", "503"]) },
      mirrors: [{ host: "v3", ratio: 0.2 }],
    });
  });

  it("answer a redirect themselves", () => {
    const filters = [{ type: "RequestRedirect", requestRedirect: { statusCode: 301 } }];
    expect(shares([{ filters }])).toEqual({ 301: 1 });
  });
});

describe("connections", () => {
  const route = (kind: "TCPRoute" | "TLSRoute", spec: object) =>
    readGatewayRoute(kind, { metadata: { name: "a", namespace: "shop" }, spec });
  const rules = [{ backendRefs: [to("v1", 3), to("v2")] }];

  it("are split by a TCPRoute", () => {
    const branches = attachedStreamBranches([route("TCPRoute", { rules })], { host: "db.shop" }, find);
    expect(branches.map(({ host, share }) => [host, share])).toEqual([
      ["v1", 0.75],
      ["v2", 0.25],
    ]);
  });

  it("are taken by a TLSRoute that serves their SNI", () => {
    const branches = (hostnames: string[]) =>
      attachedStreamBranches([route("TLSRoute", { rules, hostnames })], { host: "db.shop" }, find);
    expect(branches(["*.shop"])).toHaveLength(2);
    expect(branches(["db.platform"])).toEqual([]);
  });
});
