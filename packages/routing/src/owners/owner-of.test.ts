import { expect, it } from "vitest";
import type { KubernetesObject, ObjectMeta } from "../kubernetes-object.ts";
import { payment } from "../testing/virtual-services.ts";
import { lastManagedChange } from "./last-change.ts";
import type { OwnerObjects } from "./owner-objects.ts";
import { mustConfirm, ownerOf } from "./owner-of.ts";

const withMeta = (metadata: Partial<ObjectMeta>) => ({
  ...payment(),
  metadata: { ...payment().metadata, ...metadata },
});
const write = (manager: string, time?: string, subresource?: string) => ({
  manager,
  ...(time && { time }),
  ...(subresource && { subresource }),
});

it.each([
  {
    what: "the newest write, with the tool that made it",
    managedFields: [write("kubectl-edit", "2026-11-20T03:02:00Z"), write("helm", "2026-11-19T03:02:00Z")],
    change: { at: "2026-11-20T03:02:00Z", manager: "kubectl-edit" },
  },
  {
    what: "not the writing of status, nor what has no time",
    managedFields: [
      write("helm", "2026-11-19T03:02:00Z"),
      write("istiod", "2026-11-20T03:02:00Z", "status"),
      write("x"),
    ],
    change: { at: "2026-11-19T03:02:00Z", manager: "helm" },
  },
  {
    what: "when it was made where nobody is named",
    managedFields: [],
    change: { at: "2026-01-01T00:00:00Z" },
  },
])("tells $what", ({ managedFields, change }) => {
  expect(lastManagedChange(withMeta({ managedFields }))).toEqual(change);
});

it.each([
  {
    annotations: { "argocd.argoproj.io/tracking-id": "shop:networking.istio.io/VirtualService:payments/payment" },
    owner: { kind: "argocd", name: "shop" },
  },
  { labels: { "argocd.argoproj.io/instance": "shop" }, owner: { kind: "argocd", name: "shop" } },
  { labels: { "helm.toolkit.fluxcd.io/name": "pay" }, owner: { kind: "flux", name: "pay" } },
  { labels: { "app.kubernetes.io/managed-by": "Helm" }, owner: { kind: "hand" } },
  { labels: { "app.kubernetes.io/instance": "pay" }, owner: { kind: "hand" } },
  {
    labels: { "app.kubernetes.io/managed-by": "Helm" },
    annotations: { "meta.helm.sh/release-name": "pay" },
    owner: { kind: "helm", name: "pay" },
  },
  { managedFields: [write("rollouts-controller")], owner: { kind: "argo-rollouts" } },
  {
    ownerReferences: [{ apiVersion: "example.io/v1", kind: "Shop", name: "pay", controller: true }],
    owner: { kind: "other", name: "Shop pay" },
  },
])("takes the owner for $owner.kind $owner.name", ({ owner, ...metadata }) => {
  expect(ownerOf(withMeta(metadata))).toMatchObject(owner);
});

function object(kind: string, name: string, spec: KubernetesObject["spec"] & object, status = {}): KubernetesObject {
  return { apiVersion: "x/v1", kind, metadata: { name, namespace: "payments" }, spec, status };
}

const tracked = { labels: { "argocd.argoproj.io/instance": "pay" } };
const weights = {
  group: "networking.istio.io",
  kind: "VirtualService",
  jqPathExpressions: [".spec.http[].route[].weight"],
};
const application = (spec: object, status = {}) => ({
  applications: [object("Application", "pay", { ...spec }, status)],
});
const heals = { automated: { selfHeal: true } };
const source = { repoURL: "https://github.com/acme/pay.git", path: "prod", targetRevision: "main" };
const kustomized = {
  labels: { "kustomize.toolkit.fluxcd.io/name": "apps", "kustomize.toolkit.fluxcd.io/namespace": "payments" },
};
const released = { labels: { "helm.toolkit.fluxcd.io/name": "pay", "helm.toolkit.fluxcd.io/namespace": "payments" } };
const istio = (virtualService: object) => ({
  rollouts: [object("Rollout", "pay", { strategy: { canary: { trafficRouting: { istio: virtualService } } } })],
});

it.each<{ what: string; meta?: Partial<ObjectMeta>; owners?: OwnerObjects; owner: object; confirm: boolean }>([
  {
    what: "Argo CD that heals itself, with its repository",
    meta: tracked,
    owners: application({ syncPolicy: heals, source }),
    owner: {
      kind: "argocd",
      name: "pay",
      reverts: "yes",
      why: "self-heal",
      source: { repoUrl: source.repoURL, path: "prod", revision: "main" },
    },
    confirm: true,
  },
  {
    what: "Argo CD by hand",
    meta: tracked,
    owners: application({}),
    owner: { reverts: "no", why: "next-sync" },
    confirm: true,
  },
  { what: "Argo CD nobody may read", meta: tracked, owner: { reverts: "unknown", why: "not-readable" }, confirm: true },
  {
    what: "Argo CD that is told to leave weights alone",
    meta: tracked,
    owners: application({
      syncPolicy: { ...heals, syncOptions: ["RespectIgnoreDifferences=true"] },
      ignoreDifferences: [weights],
    }),
    owner: { reverts: "no", why: "ignored" },
    confirm: false,
  },
  {
    what: "Argo CD that ignores differences but not when it syncs",
    meta: tracked,
    owners: application({ syncPolicy: heals, ignoreDifferences: [weights] }),
    owner: { reverts: "no", why: "next-sync" },
    confirm: true,
  },
  {
    what: "Argo CD that ignores something else",
    meta: tracked,
    owners: application({
      syncPolicy: { ...heals, syncOptions: ["RespectIgnoreDifferences=true"] },
      ignoreDifferences: [{ ...weights, jqPathExpressions: [".spec.http[].timeout"] }],
    }),
    owner: { why: "self-heal" },
    confirm: true,
  },
  {
    what: "the application that lists the object, whichever label it tracks by",
    owners: application({}, { resources: [{ kind: "VirtualService", namespace: "payments", name: "payment" }] }),
    owner: { kind: "argocd", name: "pay" },
    confirm: true,
  },
  {
    what: "nobody where the tracking id was copied from another object",
    meta: {
      annotations: { "argocd.argoproj.io/tracking-id": "pay:networking.istio.io/VirtualService:payments/other" },
    },
    owner: { kind: "hand", reverts: "no", why: "no-owner" },
    confirm: false,
  },
  {
    what: "a Kustomization, with its repository",
    meta: kustomized,
    owners: {
      kustomizations: [
        object("Kustomization", "apps", { path: "./prod", sourceRef: { kind: "GitRepository", name: "pay" } }),
      ],
      gitRepositories: [
        object("GitRepository", "pay", { url: "https://github.com/acme/pay", ref: { branch: "main" } }),
      ],
    },
    owner: {
      kind: "flux",
      reverts: "yes",
      why: "next-reconcile",
      source: { repoUrl: "https://github.com/acme/pay", path: "prod", revision: "main" },
    },
    confirm: true,
  },
  {
    what: "a Kustomization that is suspended",
    meta: kustomized,
    owners: { kustomizations: [object("Kustomization", "apps", { suspend: true })] },
    owner: { reverts: "no", why: "suspended" },
    confirm: true,
  },
  {
    what: "a Kustomization that leaves the object alone",
    meta: { ...kustomized, annotations: { "kustomize.toolkit.fluxcd.io/reconcile": "disabled" } },
    owner: { reverts: "no", why: "ignored" },
    confirm: false,
  },
  {
    what: "a HelmRelease that looks for drift",
    meta: released,
    owners: { helmReleases: [object("HelmRelease", "pay", { driftDetection: { mode: "enabled" } })] },
    owner: { kind: "flux", reverts: "yes", why: "next-reconcile" },
    confirm: true,
  },
  {
    what: "a HelmRelease that does not",
    meta: released,
    owners: { helmReleases: [object("HelmRelease", "pay", {})] },
    owner: { reverts: "no", why: "next-release" },
    confirm: true,
  },
  {
    what: "Flagger by what it kept of the object before",
    meta: { annotations: { "flagger.kubernetes.io/original-configuration": "{}" } },
    owner: { kind: "flagger", reverts: "no", why: "analysis", drives: true },
    confirm: true,
  },
  {
    what: "the Rollout that names the route",
    owners: istio({ virtualService: { name: "payment" } }),
    owner: { kind: "argo-rollouts", name: "pay", reverts: "yes", why: "rollout", drives: true },
    confirm: true,
  },
  {
    what: "the Rollout that names it among several, with its namespace",
    owners: istio({ virtualServices: [{ name: "other" }, { name: "payment.payments" }] }),
    owner: { kind: "argo-rollouts", drives: true },
    confirm: true,
  },
  {
    what: "nobody where the Rollout names another",
    owners: istio({ virtualService: { name: "other" } }),
    owner: { kind: "hand" },
    confirm: false,
  },
  {
    what: "a rollout that is over, by fields it left",
    meta: { managedFields: [write("rollouts-controller")] },
    owners: { rollouts: [] },
    owner: { kind: "argo-rollouts", reverts: "no", why: "rollout-over", drives: false },
    confirm: false,
  },
  {
    what: "nobody by a tool that wrote annotations only",
    meta: { managedFields: [{ manager: "argocd-controller", fieldsV1: { "f:metadata": {} } }] },
    owner: { kind: "hand" },
    confirm: false,
  },
])("takes the owner for $what", ({ meta = {}, owners, owner, confirm }) => {
  const found = ownerOf(withMeta(meta), owners);
  expect(found).toMatchObject(owner);
  expect(mustConfirm(found)).toBe(confirm);
});

it("takes the owner of a Gateway API route for the Rollout whose plugin names it", () => {
  const route = { ...withMeta({}), kind: "HTTPRoute" };
  const plugins = { "argoproj-labs/gatewayAPI": { httpRoute: "payment", namespace: "payments" } };
  const rollout = object("Rollout", "pay", { strategy: { canary: { trafficRouting: { plugins } } } });
  expect(ownerOf(route, { rollouts: [rollout] })).toMatchObject({ kind: "argo-rollouts", name: "pay", drives: true });
  const marked = {
    ...route,
    metadata: { ...route.metadata, labels: { "rollouts.argoproj.io/gatewayapi-canary": "in-progress" } },
  };
  expect(ownerOf(marked)).toMatchObject({ kind: "argo-rollouts", drives: true });
});

it("knows that Argo CD which leaves weights alone puts a timeout back", () => {
  const owners = application({
    syncPolicy: { ...heals, syncOptions: ["RespectIgnoreDifferences=true"] },
    ignoreDifferences: [weights],
  });
  const of = (...written: string[]) => ownerOf(withMeta(tracked), owners, written).why;
  expect(of("/spec/http/0/route/1/weight")).toBe("ignored");
  expect(of("/spec/http/0/route/1/weight", "/spec/http/0/timeout")).toBe("self-heal");
  expect(of("/spec/http/-")).toBe("self-heal");
});
