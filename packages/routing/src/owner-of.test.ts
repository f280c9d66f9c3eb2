import { expect, it } from "vitest";
import { lastManagedChange, ownerOf } from "./owner-of.ts";
import type { ObjectMeta } from "./route-object.ts";
import { payment } from "./testing/virtual-services.ts";

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
    annotations: { "argocd.argoproj.io/tracking-id": "shop:networking/VirtualService:x" },
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
  expect(ownerOf(withMeta(metadata))).toEqual(owner);
});
