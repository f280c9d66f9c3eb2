import type { RouteCheck } from "@fyr/contract";
import { expect, it } from "vitest";
import { planWeights } from "../plan-weights.ts";
import type { KubernetesObject, ObjectMeta } from "../route-object.ts";
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

const flagger = { apiVersion: "flagger.app/v1beta1", kind: "Canary", name: "payment", controller: true };

it.each<{ metadata: Partial<ObjectMeta>; status: string; detail?: string }>([
  { metadata: {}, status: "pass" },
  {
    metadata: {
      annotations: { "argocd.argoproj.io/tracking-id": "pay:networking.istio.io/VirtualService:payments/payment" },
    },
    status: "warn",
    detail: "argocd pay",
  },
  { metadata: { labels: { "argocd.argoproj.io/instance": "pay" } }, status: "warn", detail: "argocd pay" },
  { metadata: { labels: { "app.kubernetes.io/instance": "pay" } }, status: "pass" },
  { metadata: { labels: { "kustomize.toolkit.fluxcd.io/name": "apps" } }, status: "warn", detail: "flux apps" },
  {
    metadata: {
      labels: { "app.kubernetes.io/managed-by": "Helm" },
      annotations: { "meta.helm.sh/release-name": "pay" },
    },
    status: "warn",
    detail: "helm pay",
  },
  { metadata: { ownerReferences: [flagger] }, status: "block", detail: "flagger payment" },
  { metadata: { managedFields: [{ manager: "rollouts-controller" }] }, status: "block", detail: "argo-rollouts" },
])("answers $status to the owner $detail", ({ metadata, status, detail }) => {
  expect(check("owner-reverts", facts({ metadata }))).toEqual({
    code: "owner-reverts",
    status,
    ...(detail !== undefined && { detail }),
  });
});

it("warns where sessions stick", () => {
  const trafficPolicy = { loadBalancer: { consistentHash: { httpHeaderName: "x-user" } } };
  expect(check("sticky-sessions", facts({ destinationRules: [destinationRule({ trafficPolicy })] }))).toMatchObject({
    status: "warn",
  });
});
