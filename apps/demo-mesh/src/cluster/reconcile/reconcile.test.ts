import { expect, it } from "vitest";
import { simulationUnderTest } from "../../simulation-under-test.ts";
import { type ClusterObject, RESOURCES, type ResourceName } from "../../traffic/cluster-view.ts";
import { reconcile } from "./reconcile.ts";

const AT = "2026-11-28T03:00:00Z";

/** The mesh that is written out, with one controller's spec changed. */
function changed(resource: ResourceName, namespace: string, name: string, change: (spec: Template) => object) {
  const { mesh, cluster } = simulationUnderTest();
  const object = cluster.get(resource, namespace, name) as ClusterObject;
  const spec = object["spec"] as Template;
  cluster.put(resource, { ...object, spec: { ...spec, ...change(spec) } });
  return { mesh, cluster, changes: reconcile(mesh, cluster.view, AT) };
}

interface Template {
  readonly template: { readonly spec: { readonly containers: readonly object[] } };
}

const scaledTo = (replicas: number) =>
  changed(RESOURCES.deployments, "payments", "ledger", () => ({ replicas })).changes;
const withImage = (image: string) => (spec: Template) => ({
  template: { ...spec.template, spec: { containers: spec.template.spec.containers.map((one) => ({ ...one, image })) } },
});

it("leaves a mesh alone that is as it should be", () => {
  const { mesh, cluster } = simulationUnderTest();

  expect(reconcile(mesh, cluster.view, AT)).toEqual({ create: [], remove: [], update: [], tell: [] });
});

it.each([
  { replicas: 4, created: 2, removed: 0 },
  { replicas: 2, created: 0, removed: 0 },
  { replicas: 0, created: 0, removed: 2 },
])("takes a deployment of two pods to $replicas, and says so", ({ replicas, created, removed }) => {
  const { create, remove, update, tell } = scaledTo(replicas);

  expect([create.length, remove.length]).toEqual([created, removed]);
  if (replicas === 2) return expect([update, tell]).toEqual([[], []]);
  expect(update.map(({ object }) => object["status"])).toContainEqual(
    expect.objectContaining({ replicas, readyReplicas: replicas }),
  );
  expect(tell[0]).toMatchObject({
    reason: "ScalingReplicaSet",
    message: expect.stringMatching(new RegExp(`^Scaled (up|down) replica set ledger-\\w+ from 2 to ${replicas}$`)),
    component: "deployment-controller",
  });
});

it("rolls a new image out with a ReplicaSet of the next revision, and other pods", () => {
  const { changes } = changed(RESOURCES.deployments, "payments", "payment-v2", withImage("payment:v2.1"));

  const [set, ...pods] = changes.create.map(({ object }) => object);
  expect(set).toMatchObject({
    kind: "ReplicaSet",
    metadata: {
      annotations: { "deployment.kubernetes.io/revision": "2" },
      ownerReferences: [{ kind: "Deployment", name: "payment-v2" }],
    },
    spec: { replicas: 2, template: { spec: { containers: [{ image: "payment:v2.1" }] } } },
  });
  expect(pods).toHaveLength(2);
  for (const pod of pods) {
    expect(pod).toMatchObject({
      metadata: { ownerReferences: [{ kind: "ReplicaSet", name: set?.metadata.name }] },
      spec: { containers: [{ image: "payment:v2.1" }, { name: "istio-proxy" }] },
      status: { startTime: AT },
    });
  }
  expect(changes.remove).toHaveLength(2);
  expect(changes.update.map(({ object }) => object["spec"])).toContainEqual(expect.objectContaining({ replicas: 0 }));
});

it("goes back to a ReplicaSet that is there, as the newest", () => {
  const { mesh, cluster, changes } = changed(
    RESOURCES.deployments,
    "payments",
    "payment-v2",
    withImage("payment:v2.1"),
  );
  const first = cluster.get(RESOURCES.deployments, "payments", "payment-v2") as ClusterObject;
  for (const { resource, object } of changes.create) cluster.put(resource, object);
  for (const { resource, object } of changes.update) cluster.put(resource, object);
  for (const { namespace, name } of changes.remove) cluster.remove(RESOURCES.pods, namespace, name);
  cluster.put(RESOURCES.deployments, {
    ...first,
    spec: { ...(first["spec"] as object), ...withImage("registry.example.com/payment:v2")(first["spec"] as Template) },
  });
  const back = reconcile(mesh, cluster.view, AT);

  expect(back.create.map(({ object }) => object.kind)).toEqual(["Pod", "Pod"]);
  expect(back.update.map(({ object }) => object.metadata.annotations)).toContainEqual(
    expect.objectContaining({ "deployment.kubernetes.io/revision": "3" }),
  );
});

it("makes a StatefulSet's pod again under its name, with a ControllerRevision of the next number", () => {
  const { changes } = changed(RESOURCES.statefulSets, "platform", "orders-db", withImage("orders-db:v16"));

  expect(changes.create.map(({ object }) => [object.kind, object["revision"]])).toEqual([
    ["ControllerRevision", 2],
    ["Pod", undefined],
  ]);
  expect(changes.remove).toEqual([{ resource: RESOURCES.pods, namespace: "platform", name: "orders-db-0" }]);
  expect(changes.create[1]?.object.metadata.name).toBe("orders-db-0");
});

it("says what scheduler and kubelet do for a pod that comes, and for one that goes", () => {
  const { tell } = changed(RESOURCES.statefulSets, "platform", "orders-db", withImage("orders-db:v16")).changes;

  expect(tell.map(({ reason, component }) => `${component} ${reason}`)).toEqual([
    "statefulset-controller SuccessfulDelete",
    "kubelet Killing",
    "kubelet Killing",
    "statefulset-controller SuccessfulCreate",
    "default-scheduler Scheduled",
    ...["Pulled", "Created", "Started", "Pulled", "Created", "Started"].map((reason) => `kubelet ${reason}`),
  ]);
});

it("leaves callers with UH when no pod is left", () => {
  const mesh = simulationUnderTest();
  for (const { metadata } of mesh.cluster.view.list(RESOURCES.pods)) {
    if (metadata.name.startsWith("search-")) mesh.cluster.remove(RESOURCES.pods, "shop", metadata.name);
  }
  mesh.pass(10);

  expect(mesh.watch(30).get("source storefront>unknown")?.answers["503  UH"]).toBeGreaterThan(50);
});
