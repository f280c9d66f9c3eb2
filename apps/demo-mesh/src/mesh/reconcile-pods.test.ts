import { expect, it } from "vitest";
import { simulationUnderTest } from "../simulation-under-test.ts";
import { RESOURCES } from "../traffic/cluster-view.ts";
import { reconcilePods } from "./reconcile-pods.ts";

const scaledTo = (replicas: number) => {
  const { mesh, cluster } = simulationUnderTest();
  const metadata = { namespace: "payments", name: "ledger" };
  cluster.put(RESOURCES.deployments, { metadata, spec: { replicas }, status: { replicas: 2 } });
  return reconcilePods(mesh, cluster.view, 1);
};

it("leaves a mesh alone that is as it should be", () => {
  const { mesh, cluster } = simulationUnderTest();

  expect(reconcilePods(mesh, cluster.view, 1)).toEqual({ create: [], remove: [], update: [] });
});

it.each([
  { replicas: 4, created: 2, removed: 0 },
  { replicas: 2, created: 0, removed: 0 },
  { replicas: 0, created: 0, removed: 2 },
])("takes a deployment of two pods to $replicas", ({ replicas, created, removed }) => {
  const { create, remove, update } = scaledTo(replicas);

  expect([create.length, remove.length]).toEqual([created, removed]);
  expect(update.map(({ object }) => object["status"])).toEqual(
    replicas === 2 ? [] : [expect.objectContaining({ replicas, readyReplicas: replicas })],
  );
});

it("leaves callers with UH when no pod is left", () => {
  const mesh = simulationUnderTest();
  for (const { metadata } of mesh.cluster.view.list(RESOURCES.pods)) {
    if (metadata.name.startsWith("search-")) mesh.cluster.remove(RESOURCES.pods, "shop", metadata.name);
  }
  mesh.pass(10);

  expect(mesh.watch(30).get("source storefront>unknown")?.answers["503  UH"]).toBeGreaterThan(50);
});
