import {
  type KubernetesObject as ClientObject,
  CustomObjectsApi,
  KubeConfig,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  Watch,
} from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KubernetesObject } from "./store/object.ts";
import {
  PODS,
  route,
  startTestCluster,
  type TestCluster,
  VIRTUAL_SERVICES,
  weightsOf,
} from "./testing/test-cluster.ts";

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster({ kubectl: "kubectl", path: process.env["PATH"] });
});
afterAll(() => cluster.close());

function configFor(context: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(cluster.api.kubeconfigPath);
  config.setCurrentContext(context);
  return config;
}

const routes = { group: "networking.istio.io", version: "v1", plural: "virtualservices" };
const named = (name: string) => ({ ...routes, namespace: "payments", name });
const weight = "/spec/http/0/route/0/weight";

/** Resolves when `holds` does; fails after ten seconds. */
async function eventually(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { timeout: 10_000, interval: 5 }).toBe(true);
}

describe("@kubernetes/client-node", () => {
  it("lists, patches and is told of conflicts", async () => {
    const api = configFor("admin").makeApiClient(CustomObjectsApi);
    const list = await api.listNamespacedCustomObject({ ...routes, namespace: "payments" });
    expect(list.items.map(({ metadata }: KubernetesObject) => metadata.name)).toContain("payment");

    const asJsonPatch = setHeaderOptions("Content-Type", PatchStrategy.JsonPatch);
    const body = [
      { op: "test", path: weight, value: 95 },
      { op: "replace", path: weight, value: 90 },
    ];
    await api.patchNamespacedCustomObject({ ...named("payment"), body, fieldManager: "fyr" }, asJsonPatch);
    expect(weightsOf(cluster.store.get(VIRTUAL_SERVICES, "payments", "payment"))).toEqual([90, 5]);
    const again = api.patchNamespacedCustomObject({ ...named("payment"), body }, asJsonPatch);
    await expect(again).rejects.toMatchObject({ code: 422 });

    const stale = { metadata: { resourceVersion: "1" }, spec: { gateways: ["mesh"] } };
    const asMergePatch = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
    const late = api.patchNamespacedCustomObject({ ...named("payment"), body: stale }, asMergePatch);
    await expect(late).rejects.toMatchObject({ code: 409 });
  });

  it("is held to the role of the token", async () => {
    const api = configFor("viewer").makeApiClient(CustomObjectsApi);
    await expect(api.deleteNamespacedCustomObject(named("ledger"))).rejects.toMatchObject({ code: 403 });
  });

  it("keeps an informer up to date, also after its version has expired", async () => {
    const config = configFor("viewer");
    const api = config.makeApiClient(CustomObjectsApi);
    const path = "/apis/networking.istio.io/v1/namespaces/shop/virtualservices";
    const names = new Map<string, readonly unknown[]>();
    const informer = makeInformer<ClientObject>(config, path, () =>
      api.listNamespacedCustomObject({ ...routes, namespace: "shop" }),
    );
    const note = (object: ClientObject) =>
      names.set(object.metadata?.name ?? "", weightsOf(object as unknown as KubernetesObject));
    informer.on("add", note);
    informer.on("update", note);
    informer.on("delete", (object) => names.delete(object.metadata?.name ?? ""));
    await informer.start();

    cluster.store.create(VIRTUAL_SERVICES, route("cart", [90, 10], "shop"));
    await eventually(() => names.get("cart")?.[0] === 90);
    cluster.store.update(VIRTUAL_SERVICES, route("cart", [70, 30], "shop"));
    await eventually(() => names.get("cart")?.[0] === 70);
    cluster.store.delete(VIRTUAL_SERVICES, "shop", "cart");
    await eventually(() => !names.has("cart"));
    await informer.stop();

    // While nobody looks, more happens than the server remembers.
    cluster.store.create(VIRTUAL_SERVICES, route("search", [100], "shop"));
    cluster.store.compact();
    await informer.start();
    await eventually(() => names.has("search"));
    await informer.stop();
  });

  it("is told by an ERROR event that a version is too old to watch from", async () => {
    cluster.store.compact();
    const events: { type: string; code: number }[] = [];
    await new Promise<void>((resolve) => {
      const watch = new Watch(configFor("viewer"));
      void watch.watch(
        "/api/v1/pods",
        { resourceVersion: "1" },
        (type, status) => events.push({ type, code: status.code }),
        () => resolve(),
      );
    });
    expect(events).toEqual([{ type: "ERROR", code: 410 }]);
  });

  it("sees objects come and go as they begin and cease to match a selector", async () => {
    const types: string[] = [];
    const watch = new Watch(configFor("viewer"));
    const resourceVersion = String(cluster.store.resourceVersion());
    const done = new Promise<void>((resolve) => {
      const onEvent = (type: string) => {
        types.push(type);
        if (types.length === 2) resolve();
      };
      void watch.watch(
        "/api/v1/pods",
        { resourceVersion, labelSelector: "drained=yes", timeoutSeconds: 20 },
        onEvent,
        () => resolve(),
      );
    });
    const pod = cluster.store.get(PODS, "payments", "payment-v1-x");
    if (!pod) throw new Error("the seed has no pod");
    const { drained: _none, ...labels } = pod.metadata.labels ?? {};
    const { resourceVersion: _old, ...metadata } = pod.metadata;
    cluster.store.update(PODS, { ...pod, metadata: { ...metadata, labels: { ...labels, drained: "yes" } } });
    cluster.store.update(PODS, { ...pod, metadata: { ...metadata, labels } });
    await done;
    expect(types).toEqual(["ADDED", "DELETED"]);
  });
});
