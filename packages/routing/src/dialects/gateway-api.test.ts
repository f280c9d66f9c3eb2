import type { RuleRef, Weight } from "@fyr/contract";
import { expect, it } from "vitest";
import { kubectlCommand } from "../kubectl-command.ts";
import { patchOf, planBack, planWeights } from "../plan-weights.ts";
import { readRoute } from "../read-route.ts";
import { ruleYaml } from "../route-yaml.ts";
import { applyPatch } from "../testing/apply-patch.ts";
import { backends, gatewayRoute } from "../testing/gateway-routes.ts";

const http: RuleRef = { protocol: "http", index: 0 };
const wanted = (v1: number, v2: number): Weight[] => [
  { host: "payment-v1", port: 80, weight: v1 },
  { host: "payment-v2", port: 80, weight: v2 },
];

it("takes a weight that is left out for 1, and shares by ratio", () => {
  const [rule] = readRoute(gatewayRoute([{ backendRefs: backends(undefined, 3) }])).rules;
  expect(rule?.destinations).toMatchObject([
    { destination: { host: "payment-v1", port: 80 }, weight: 1, share: 0.25 },
    { destination: { host: "payment-v2", port: 80 }, weight: 3, share: 0.75 },
  ]);
});

it("gives a backend alone what its weight says: 0 is no traffic", () => {
  const share = (weight: number) =>
    readRoute(gatewayRoute([{ backendRefs: [{ name: "payment", weight }] }])).rules[0]?.destinations[0]?.share;
  expect([share(7), share(0)]).toEqual([1, 0]);
});

it("moves relative weights to any sum, and back to what was left out", () => {
  const object = gatewayRoute([{ backendRefs: backends(undefined, undefined) }]);
  const planned = planWeights(object, http, wanted(95, 5));
  if (!planned.ok) throw new Error(planned.problem);
  const changed = applyPatch(object, patchOf(planned.plan));
  expect(readRoute(changed).rules[0]?.destinations.map(({ writtenWeight }) => writtenWeight)).toEqual([95, 5]);
  const back = planBack(changed, http, planned.plan.moves);
  if (!back.ok) throw new Error(back.problem);
  expect(back.plan.after).toEqual(wanted(1, 1));
  expect(applyPatch(changed, patchOf(back.plan))).toEqual(object);
});

it("tests which backend stands where before it writes", () => {
  const planned = planWeights(gatewayRoute([{ backendRefs: backends(90, 10) }]), http, wanted(100, 0));
  if (!planned.ok) throw new Error(planned.problem);
  const other = gatewayRoute([{ backendRefs: backends(90, 10).toReversed() }]);
  expect(() => applyPatch(other, patchOf(planned.plan))).toThrow("test of /spec/rules/0/backendRefs/0/name");
});

it.each([
  { weights: wanted(0, 0), problem: "all-zero" },
  { weights: wanted(1_000_001, 1), problem: "too-large" },
  { weights: wanted(90, 10), problem: "no-change" },
])("answers $problem", ({ weights, problem }) => {
  const object = gatewayRoute([{ backendRefs: backends(90, 10) }]);
  expect(planWeights(object, http, weights)).toMatchObject({ ok: false, problem });
});

it("names the kind for kubectl, and shows the rule as YAML", () => {
  const object = gatewayRoute([{ backendRefs: backends(90, 10) }], { kind: "GRPCRoute" });
  const planned = planWeights(object, { protocol: "grpc", index: 0 }, wanted(50, 50));
  if (!planned.ok) throw new Error(planned.problem);
  expect(kubectlCommand(planned.plan.route, [])).toBe(
    "kubectl -n payments patch grpcroutes.gateway.networking.k8s.io payment --type=json -p '[]'",
  );
  expect(ruleYaml(object, planned.plan).after).toContain("weight: 50");
});

it("tells hosts, gateways and parents: a Service's own namespace makes a producer route", () => {
  const parents = [
    { group: "", kind: "Service", name: "payment", port: 80 },
    { group: "", kind: "Service", name: "billing", namespace: "money" },
    { name: "edge", namespace: "edge", sectionName: "https" },
  ];
  expect(readRoute(gatewayRoute([], { parents, spec: { hostnames: ["pay.example.com"] } }))).toMatchObject({
    hosts: ["pay.example.com", "payment", "billing.money.svc.cluster.local"],
    gateways: ["mesh", "edge/edge"],
    parents: [
      { kind: "Service", namespace: "payments", name: "payment", port: 80, role: "producer" },
      { kind: "Service", namespace: "money", name: "billing", role: "consumer" },
      { kind: "Gateway", namespace: "edge", name: "edge", section: "https" },
    ],
  });
});

it("names backends of another namespace in full, hosts as they are, and other kinds with their kind", () => {
  const backendRefs = [
    { name: "payment", namespace: "other" },
    { group: "networking.istio.io", kind: "Hostname", name: "api.bank.example" },
    { group: "inference.networking.k8s.io", kind: "InferencePool", name: "llm" },
  ];
  const [rule] = readRoute(gatewayRoute([{ backendRefs }])).rules;
  expect(rule?.destinations.map(({ destination }) => destination.host)).toEqual([
    "payment.other.svc.cluster.local",
    "api.bank.example",
    "InferencePool/llm",
  ]);
});

it("orders HTTP rules as they are tried, not as they stand", () => {
  const rules = [
    { name: "everything" },
    { name: "prefix", matches: [{ path: { type: "PathPrefix", value: "/api" } }] },
    { name: "longer", matches: [{ path: { type: "PathPrefix", value: "/api/v2" } }] },
    { name: "exact", matches: [{ path: { type: "Exact", value: "/" } }] },
    { name: "header", matches: [{ headers: [{ name: "x-canary", value: "always" }] }] },
    { name: "post", matches: [{ method: "POST" }] },
  ];
  const read = readRoute(gatewayRoute(rules)).rules;
  expect(read.map(({ name }) => name)).toEqual(["exact", "longer", "prefix", "post", "header", "everything"]);
  expect(read.map(({ rule }) => rule.index)).toEqual([3, 2, 1, 5, 4, 0]);
});

it("orders gRPC rules by how much of the method they name", () => {
  const rules = [
    { name: "service", matches: [{ method: { service: "pay.Cards" } }] },
    { name: "both", matches: [{ method: { service: "pay.Cards", method: "Charge" } }] },
    { name: "rest" },
  ];
  const read = readRoute(gatewayRoute(rules, { kind: "GRPCRoute" })).rules;
  expect(read.map(({ name }) => name)).toEqual(["both", "service", "rest"]);
  expect(read[0]?.matches).toEqual([
    [
      { on: "grpcService", op: "exact", value: "pay.Cards" },
      { on: "method", op: "exact", value: "Charge" },
    ],
  ]);
});

it("reads matches, and the default path as everything", () => {
  const matches = [
    {
      path: { type: "PathPrefix", value: "/" },
      headers: [{ name: "x-canary", type: "RegularExpression", value: "a.*" }],
    },
    { path: { type: "Exact", value: "/pay" }, method: "POST", queryParams: [{ name: "q", value: "1" }] },
    { path: { type: "PathPrefix", value: "/" } },
  ];
  expect(readRoute(gatewayRoute([{ matches }])).rules[0]?.matches).toEqual([
    [{ on: "header", name: "x-canary", op: "regex", value: "a.*" }],
    [
      { on: "uri", op: "exact", value: "/pay" },
      { on: "method", op: "exact", value: "POST" },
      { on: "queryParam", name: "q", op: "exact", value: "1" },
    ],
    [],
  ]);
});

it("matches a TLSRoute by the names connections ask for", () => {
  const route = gatewayRoute([{ backendRefs: backends(1, 1) }], {
    kind: "TLSRoute",
    spec: { hostnames: ["a.io", "b.io"] },
  });
  expect(readRoute(route).rules[0]).toMatchObject({
    rule: { protocol: "tls", index: 0 },
    matches: [[{ on: "sniHost", op: "exact", value: "a.io, b.io" }]],
    splits: true,
  });
});
