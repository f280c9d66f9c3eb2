import type { RouteCheck } from "@fyr/contract";
import { expect, it } from "vitest";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { ownerOf } from "../owners/owner-of.ts";
import { planWeights } from "../plan-weights.ts";
import { backends, gatewayRoute } from "../testing/gateway-routes.ts";
import type { CheckFacts } from "./facts.ts";
import { runChecks } from "./run-checks.ts";

const accepted = { parents: [{ parentRef: { name: "payment" }, conditions: [{ type: "Accepted", status: "True" }] }] };
const split = { backendRefs: backends(90, 10) };

function check(code: RouteCheck["code"], object: KubernetesObject, more: Partial<CheckFacts> = {}) {
  const planned = planWeights(object, { protocol: "http", index: 0 }, [
    { host: "payment-v1", port: 80, weight: 50 },
    { host: "payment-v2", port: 80, weight: 50 },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  const facts: CheckFacts = {
    object,
    plan: planned.plan,
    owner: ownerOf(object),
    routes: [object],
    destinationRules: [],
    referenceGrants: [],
    isKnownHost: () => true,
    podsOf: () => ({ ready: 2, total: 2 }),
    mesh: { callersOutside: [], withoutWaypoint: [] },
    ...more,
  };
  return runChecks(facts).find((each) => each.code === code);
}

it("passes a route in order, whatever its weights sum to", () => {
  const object = gatewayRoute([{ backendRefs: backends(3, 1) }], { status: accepted });
  expect(check("weights-valid", object)).toMatchObject({ status: "pass" });
  expect(check("subset-exists", object)).toBeUndefined();
  expect(check("accepted", object)).toMatchObject({ status: "pass" });
});

it("says when a controller refused the route, and when none has spoken", () => {
  const conditions = [{ type: "ResolvedRefs", status: "False", reason: "BackendNotFound", message: "no payment-v2" }];
  const refused = gatewayRoute([split], { status: { parents: [{ parentRef: { name: "payment" }, conditions }] } });
  expect(check("accepted", refused)).toEqual({
    code: "accepted",
    status: "warn",
    detail: "payment, ResolvedRefs: no payment-v2",
  });
  expect(check("accepted", gatewayRoute([split]))).toMatchObject({ status: "warn" });
  const outdated = conditions.map((condition) => ({ ...condition, observedGeneration: 1 }));
  const past = gatewayRoute([split], { status: { parents: [{ conditions: outdated }] } });
  expect(check("accepted", past)).toMatchObject({ status: "pass" });
});

it("warns that requests no rule matches are answered 404, unless some route on the Service takes the rest", () => {
  const matches = [{ path: { type: "PathPrefix", value: "/pay" } }];
  const narrow = gatewayRoute([{ ...split, matches }]);
  expect(check("unmatched", narrow)).toMatchObject({ status: "warn" });
  const rest = gatewayRoute([{ backendRefs: backends(1, 0) }], { metadata: { name: "rest" } });
  expect(check("unmatched", narrow, { routes: [narrow, rest] })).toMatchObject({ status: "pass" });
  const onGateway = gatewayRoute([{ ...split, matches }], { parents: [{ name: "edge" }] });
  expect(check("unmatched", onGateway)).toBeUndefined();
});

it("asks for a ReferenceGrant where a backend is of another namespace", () => {
  const [, v2] = backends(90, 10);
  const object = gatewayRoute([
    { backendRefs: [{ name: "payment-v1", namespace: "other", port: 80, weight: 90 }, v2] },
  ]);
  const grant = (name: string): KubernetesObject => ({
    apiVersion: "gateway.networking.k8s.io/v1beta1",
    kind: "ReferenceGrant",
    metadata: { name: "payments", namespace: "other" },
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "payments" }],
      to: [{ group: "", kind: "Service", name }],
    },
  });
  const planned = planWeights(object, { protocol: "http", index: 0 }, [
    { host: "payment-v1.other.svc.cluster.local", port: 80, weight: 50 },
    { host: "payment-v2", port: 80, weight: 50 },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  const answer = (referenceGrants: CheckFacts["referenceGrants"]) =>
    check("host-resolves", gatewayRoute([split]), { object, plan: planned.plan, referenceGrants })?.status;
  expect([answer([]), answer([grant("payment-v1")]), answer([grant("else")]), answer(undefined)]).toEqual([
    "block",
    "pass",
    "block",
    "warn",
  ]);
});

it.each([
  { name: "an older route with the same match", created: "2025-01-01T00:00:00Z", rules: [split], status: "warn" },
  { name: "a younger one", created: "2026-06-01T00:00:00Z", rules: [split], status: "pass" },
  {
    name: "an older one that asks for more",
    created: "2025-01-01T00:00:00Z",
    rules: [{ ...split, matches: [{ method: "POST" }] }],
    status: "pass",
  },
])("answers $status to $name on the same parent", ({ created, rules, status }) => {
  const own = gatewayRoute([split]);
  const other = gatewayRoute(rules, { metadata: { name: "other", creationTimestamp: created } });
  expect(check("host-claimed", own, { routes: [own, other] })).toMatchObject({
    status,
    objects: [{ kind: "HTTPRoute", namespace: "payments", name: "other" }],
  });
});

it("warns where a VirtualService steers the same Service", () => {
  const own = gatewayRoute([split]);
  const virtualService: KubernetesObject = {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "vs", namespace: "shop" },
    spec: { hosts: ["payment.payments.svc.cluster.local"], http: [] },
  };
  expect(check("host-claimed", own, { routes: [own, virtualService] })).toMatchObject({ status: "warn" });
});

it("says when a rule tried before takes everything this one matches", () => {
  const matches = [{ path: { type: "PathPrefix", value: "/pay" } }];
  const twice = gatewayRoute([
    { name: "later", ...split, matches },
    { name: "first", backendRefs: [{ name: "payment-v1", port: 80 }], matches },
  ]);
  // Both ask for the same: the one that stands first is tried first, so the other is never reached.
  expect(check("other-rules", twice)).toMatchObject({ status: "pass" });
  const shadowed = gatewayRoute([
    { ...split, matches: [{ path: { type: "PathPrefix", value: "/pay" }, headers: [] }] },
    {
      name: "exact",
      backendRefs: [{ name: "payment-v1", port: 80 }],
      matches: [{ path: { type: "Exact", value: "/pay" } }],
    },
  ]);
  expect(check("other-rules", shadowed)).toMatchObject({ status: "warn", detail: "exact keeps sending to payment-v1" });
});
