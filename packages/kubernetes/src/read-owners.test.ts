import { ownerOf } from "@fyr/routing";
import { expect, it } from "vitest";
import { readApplication, readRollout } from "./read-owners.ts";

const resource = { kind: "VirtualService", namespace: "shop", name: "pricing" };

it("keeps of an application what tells whose routes it reverts", () => {
  const kept = readApplication({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "shop", namespace: "argocd", managedFields: [{ manager: "argocd" }] },
    spec: {
      syncPolicy: { automated: { selfHeal: true } },
      source: { repoURL: "https://x.io/r", path: "p" },
      project: "x",
    },
    status: { resources: [resource, { kind: "Deployment", namespace: "shop", name: "pricing" }] },
  });
  expect(kept).toMatchObject({ metadata: { name: "shop", namespace: "argocd" }, status: { resources: [resource] } });
  expect(kept.metadata).not.toHaveProperty("managedFields");
  const route = {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "pricing", namespace: "shop" },
  };
  expect(ownerOf(route, { applications: [kept] })).toMatchObject({ kind: "argocd", why: "self-heal" });
});

it("keeps of a Rollout which routes it drives, and not its pods", () => {
  const trafficRouting = { istio: { virtualService: { name: "pricing" } } };
  const kept = readRollout({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: { name: "pricing", namespace: "shop" },
    spec: {
      template: { spec: { containers: [{ name: "app" }] } },
      strategy: { canary: { trafficRouting, steps: [] } },
    },
  });
  expect(kept.spec).toEqual({ strategy: { canary: { trafficRouting } } });
});
