import type { Owner, RouteCheck } from "@fyr/contract";
import { expect, it } from "vitest";
import { listIn } from "../json.ts";
import type { KubernetesObject, ObjectMeta } from "../kubernetes-object.ts";
import { ownerOf } from "../owners/owner-of.ts";
import { planWeights } from "../plan-weights.ts";
import { payment } from "../testing/virtual-services.ts";
import type { CheckFacts } from "./facts.ts";
import { runChecks } from "./run-checks.ts";

const rule = { protocol: "http", index: 1 } as const;

function destinationRule(spec: Record<string, unknown> = {}): KubernetesObject {
  const subsets = ["v1", "v2"].map((name) => ({ name, labels: { version: name } }));
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name: "payment", namespace: "payments" },
    spec: { host: "payment.payments.svc.cluster.local", subsets, ...spec },
  };
}

function facts(more: Partial<CheckFacts> & { v1?: number; metadata?: Partial<ObjectMeta> } = {}): CheckFacts {
  const { v1 = 99, metadata, ...given } = more;
  const plain = payment();
  const object = { ...plain, metadata: { ...plain.metadata, ...metadata } };
  const planned = planWeights(object, rule, [
    { host: "payment", subset: "v1", weight: v1 },
    { host: "payment", subset: "v2", weight: 100 - v1 },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  return {
    object,
    plan: planned.plan,
    routes: [object],
    destinationRules: [destinationRule()],
    podsOf: () => ({ ready: 2, total: 2 }),
    owner: ownerOf(object),
    referenceGrants: [],
    isKnownHost: () => true,
    mesh: { istioVersion: "1.27.0", callersOutside: [], withoutWaypoint: [] },
    ...given,
  };
}

function check(code: RouteCheck["code"], given: CheckFacts): RouteCheck | undefined {
  return runChecks(given).find((each) => each.code === code);
}

it("passes everything but the rule before it when the cluster is in order", () => {
  const wrong = runChecks(facts()).filter(({ status }) => status !== "pass");
  expect(wrong).toEqual([{ code: "other-rules", status: "warn", detail: "canary-header keeps sending to payment v2" }]);
});

it("blocks weight for a subset nobody defines, and warns where it gets none", () => {
  const none = { destinationRules: [destinationRule({ subsets: [{ name: "v1", labels: {} }] })] };
  expect(check("subset-exists", facts(none))).toEqual({
    code: "subset-exists",
    status: "block",
    detail: "payment v2 is not defined",
    objects: [{ kind: "DestinationRule", namespace: "payments", name: "payment" }],
  });
  expect(check("subset-exists", facts({ ...none, v1: 100 }))).toMatchObject({ status: "warn" });
});

it.each([
  { pods: { ready: 0, total: 2 }, v1: 99, status: "block" },
  { pods: { ready: 1, total: 2 }, v1: 99, status: "warn" },
  { pods: { ready: 0, total: 2 }, v1: 100, status: "pass" },
  { pods: undefined, v1: 99, status: "warn" },
  { pods: undefined, v1: 100, status: "pass" },
])("answers $status with pods $pods for v2 at v1 $v1", ({ pods, v1, status }) => {
  const podsOf: CheckFacts["podsOf"] = ({ subset }) => (subset === "v2" ? pods : { ready: 4, total: 4 });
  expect(check("pods-ready", facts({ v1, podsOf }))).toMatchObject({ status });
});

it.each([
  { name: "an older one elsewhere", created: "2025-01-01T00:00:00Z", spec: {}, status: "warn" },
  { name: "a younger one", created: "2026-06-01T00:00:00Z", spec: {}, status: "pass" },
  { name: "one at a gateway only", created: "2025-01-01T00:00:00Z", spec: { gateways: ["edge/gw"] }, status: "pass" },
  { name: "one kept to its namespace", created: "2025-01-01T00:00:00Z", spec: { exportTo: ["."] }, status: "pass" },
  { name: "a wildcard", created: "2026-06-01T00:00:00Z", spec: { hosts: ["*.svc.cluster.local"] }, status: "warn" },
  { name: "one for another host", created: "2025-01-01T00:00:00Z", spec: { hosts: ["cart"] }, status: "pass" },
])("answers $status to $name", ({ created, spec, status }) => {
  const other = {
    ...payment(),
    metadata: { name: "other", namespace: "shop", creationTimestamp: created },
    spec: { hosts: ["payment.payments.svc.cluster.local"], http: [], ...spec },
  };
  expect(check("host-claimed", facts({ routes: [payment(), other] }))).toMatchObject({ status });
});

it.each<{ owner: Owner; status: string; detail?: string }>([
  { owner: { kind: "hand", reverts: "no", why: "no-owner", drives: false }, status: "pass" },
  {
    owner: { kind: "argocd", name: "pay", reverts: "yes", why: "self-heal", drives: false },
    status: "warn",
    detail: "argocd pay",
  },
  {
    owner: { kind: "argocd", name: "pay", reverts: "no", why: "ignored", drives: false },
    status: "pass",
    detail: "argocd pay",
  },
  {
    owner: { kind: "argo-rollouts", reverts: "yes", why: "rollout", drives: true },
    status: "warn",
    detail: "argo-rollouts",
  },
])("answers $status to the owner $detail", ({ owner, status, detail }) => {
  expect(check("owner-reverts", facts({ owner }))).toEqual({
    code: "owner-reverts",
    status,
    ...(detail !== undefined && { detail }),
  });
});

it.each([
  { istioVersion: "1.14.6", status: "block" },
  { istioVersion: "1.15.0", status: "pass" },
  { istioVersion: undefined, status: "warn" },
])("answers $status to relative weights under Istio $istioVersion", ({ istioVersion, status }) => {
  const object = payment([3, 1]);
  const planned = planWeights(object, rule, [
    { host: "payment", subset: "v1", weight: 2 },
    { host: "payment", subset: "v2", weight: 2 },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  const mesh = { callersOutside: [], withoutWaypoint: [], ...(istioVersion && { istioVersion }) };
  expect(check("weights-valid", facts({ object, plan: planned.plan, mesh }))).toMatchObject({ status });
});

it.each([
  { known: false, v1: 99, status: "block" },
  { known: undefined, v1: 99, status: "warn" },
  { known: true, v1: 99, status: "pass" },
])("answers $status to a service that is known: $known", ({ known, v1, status }) => {
  expect(check("host-resolves", facts({ v1, isKnownHost: () => known }))).toMatchObject({ status });
});

it.each([
  { callersOutside: ["legacy-erp"], status: "warn" },
  { callersOutside: [], status: "pass" },
  { callersOutside: undefined, status: "warn" },
])("answers $status to callers without a proxy: $callersOutside", ({ callersOutside, status }) => {
  expect(check("mesh-in-path", facts({ mesh: { callersOutside, withoutWaypoint: [] } }))).toMatchObject({ status });
});

it("says where ambient has no waypoint to carry the route out, and nothing elsewhere", () => {
  const service = { kind: "Service", namespace: "payments", name: "payment" };
  const mesh = { callersOutside: [], withoutWaypoint: [service] };
  expect(check("waypoint", facts({ mesh }))).toMatchObject({ status: "warn", objects: [service] });
  expect(check("waypoint", facts())).toBeUndefined();
});

it("asks a delegate's roots who else claims their host", () => {
  const root = {
    ...payment(),
    metadata: { name: "root", namespace: "payments", creationTimestamp: "2026-01-01T00:00:00Z" },
    spec: { hosts: ["payment"], http: [{ delegate: { name: "payment" } }] },
  };
  const plain = payment();
  const { hosts: _, ...spec } = plain.spec ?? {};
  const object = { ...plain, spec };
  const older = { ...root, metadata: { ...root.metadata, name: "older", creationTimestamp: "2025-01-01T00:00:00Z" } };
  const rival = { ...older, spec: { hosts: ["payment"], http: [] } };
  expect(check("host-claimed", facts({ object, routes: [object, root] }))).toMatchObject({ status: "pass" });
  expect(check("host-claimed", facts({ object, routes: [object, root, rival] }))).toMatchObject({
    status: "warn",
    objects: [{ kind: "VirtualService", namespace: "payments", name: "older" }],
  });
});

it.each([
  { earlier: { uri: { prefix: "/pay" } }, detail: "first takes all that this rule matches, before it" },
  {
    earlier: { uri: { regex: "/pay.*" } },
    detail: "whether the expression of first takes these requests first was not worked out",
  },
  { earlier: { uri: { exact: "/" } }, detail: undefined },
])("tells what an earlier rule takes: $detail", ({ earlier, detail }) => {
  const plain = payment();
  const first = { name: "first", match: [earlier], route: [{ destination: { host: "elsewhere" } }] };
  const [, split] = listIn(plain.spec, "http");
  const object = {
    ...plain,
    spec: { ...plain.spec, http: [first, { ...Object(split), match: [{ uri: { prefix: "/pay/v2" } }] }] },
  };
  expect(check("other-rules", facts({ object }))?.detail).toBe(detail);
});

it("warns where sessions stick", () => {
  const trafficPolicy = { loadBalancer: { consistentHash: { httpHeaderName: "x-user" } } };
  expect(check("sticky-sessions", facts({ destinationRules: [destinationRule({ trafficPolicy })] }))).toMatchObject({
    status: "warn",
  });
});
