import { expect, it } from "vitest";
import { readVirtualServiceMatches } from "./dialects/virtual-service-matches.ts";
import { hostsOverlap, resolveHost, serviceOfHost } from "./host-names.ts";
import { kubectlCommand } from "./kubectl-command.ts";
import { readRoute } from "./read-route.ts";
import { payment } from "./testing/virtual-services.ts";

it("reads rules in order with their matches and effective weights", () => {
  const route = readRoute(payment([95, undefined]));
  expect(route).toMatchObject({ hosts: ["payment"], gateways: ["mesh"] });
  expect(route.rules).toMatchObject([
    {
      rule: { protocol: "http", index: 0 },
      name: "canary-header",
      matches: [[{ on: "header", name: "x-canary", op: "exact", value: "always" }]],
      destinations: [{ destination: { host: "payment", subset: "v2" }, weight: 100, share: 1 }],
      splits: false,
    },
    {
      matches: [],
      destinations: [
        { weight: 95, share: 1 },
        { weight: 0, share: 0 },
      ],
      splits: true,
    },
  ]);
});

it("gives a destination alone everything, even at weight 0", () => {
  const alone = { ...payment(), spec: { tcp: [{ route: [{ destination: { host: "db" }, weight: 0 }] }] } };
  expect(readRoute(alone).rules[0]?.destinations[0]).toMatchObject({ weight: 100, share: 1, writtenWeight: 0 });
});

it.each([
  { match: { uri: { prefix: "/api" } }, conditions: [{ on: "uri", op: "prefix", value: "/api" }] },
  { match: { headers: { cookie: {} } }, conditions: [{ on: "header", name: "cookie", op: "present" }] },
  { match: { port: 8080 }, conditions: [{ on: "port", op: "exact", value: "8080" }] },
  { match: { sniHosts: ["a.io", "b.io"] }, conditions: [{ on: "sniHost", op: "exact", value: "a.io, b.io" }] },
  {
    match: { sourceLabels: { app: "cart" } },
    conditions: [{ on: "sourceLabel", name: "app", op: "exact", value: "cart" }],
  },
  { match: { someday: { x: 1 } }, conditions: [{ on: "other", name: "someday", value: '{"x":1}' }] },
  { match: { name: "just a name" }, conditions: [] },
])("reads $match", ({ match, conditions }) => {
  expect(readVirtualServiceMatches([match])).toEqual([conditions]);
});

it.each([
  ["payment", "payment.payments.svc.cluster.local"],
  ["payment.shop", "payment.shop"],
  ["api.bank.example", "api.bank.example"],
  ["*", "*"],
])("resolves %s to %s", (host, full) => {
  expect(resolveHost(host, "payments")).toBe(full);
});

it("knows the service behind a full name, and that others have none", () => {
  expect(serviceOfHost("payment.payments.svc.cluster.local")).toEqual({ namespace: "payments", name: "payment" });
  expect(serviceOfHost("api.bank.example")).toBeUndefined();
});

it.each([
  ["a.shop.io", "*.shop.io", true],
  ["*", "anything", true],
  ["*.shop.io", "*.eu.shop.io", true],
  ["*.shop.io", "*.bank.io", false],
  ["a.io", "a.io", true],
  ["a.io", "b.io", false],
])("%s and %s overlap: %s", (a, b, overlap) => {
  expect(hostsOverlap(a, b)).toBe(overlap);
  expect(hostsOverlap(b, a)).toBe(overlap);
});

it("quotes its patch for a shell", () => {
  const patch = [{ op: "test" as const, path: "/a", value: "it's" }];
  expect(kubectlCommand({ kind: "VirtualService", namespace: "payments", name: "payment" }, patch)).toBe(
    `kubectl -n payments patch virtualservices.networking.istio.io payment --type=json -p '[{"op":"test","path":"/a","value":"it'\\''s"}]'`,
  );
});
