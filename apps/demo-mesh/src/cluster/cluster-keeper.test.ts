import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { chooseMesh } from "../mesh/choose-mesh.ts";
import { clusterObjects } from "../mesh/cluster-objects.ts";
import type { ScenarioName } from "../scenarios/scenario.ts";
import { createStage } from "../scenarios/stage.ts";
import { type ClusterObject, RESOURCES } from "../traffic/cluster-view.ts";
import { createChronicle } from "./chronicle.ts";
import { keepCluster } from "./cluster-keeper.ts";

const NOW = Date.parse("2026-11-28T03:20:00Z");
const ONSET = Date.parse("2026-11-28T03:08:00Z") / 1000;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A cluster in which a scenario has played for twelve minutes. */
function clusterWith(scenario: ScenarioName) {
  const folder = mkdtempSync(join(tmpdir(), "cluster-"));
  folders.push(folder);
  const { mesh } = chooseMesh({ seed: 1, scenario });
  const keeper = keepCluster({ mesh, file: join(folder, "objects.json"), now: () => NOW });
  const stage = createStage(mesh, scenario, ONSET);
  const happen = createChronicle({ stage, hands: keeper.hands, seeds: clusterObjects(mesh) });
  happen(ONSET - 600);
  const before = keeper.store.resourceVersion();
  happen(NOW / 1000);
  return {
    ...keeper,
    before,
    stage,
    happen,
    play(name: ScenarioName) {
      stage.play(name, NOW / 1000);
      happen(NOW / 1000);
    },
  };
}

const named = (objects: readonly ClusterObject[], start: string) =>
  objects.filter(({ metadata }) => metadata.name.startsWith(start));

it("shows a rollout before the onset as a ReplicaSet of that moment, with its pods and Events", () => {
  const { store } = clusterWith("failing-canary");

  const sets = named(store.list(RESOURCES.replicaSets), "payment-v2-");
  const byRevision = new Map(
    sets.map((set) => [set.metadata.annotations?.["deployment.kubernetes.io/revision"], set] as const),
  );
  expect(byRevision.get("1")).toMatchObject({
    metadata: { creationTimestamp: "2026-11-19T03:20:00Z" },
    spec: { replicas: 0 },
  });
  expect(byRevision.get("2")).toMatchObject({
    metadata: { creationTimestamp: "2026-11-28T03:07:15Z" },
    spec: { replicas: 2, template: { spec: { containers: [{ image: "registry.example.com/payment:v2.1" }] } } },
  });
  const pods = named(store.list(RESOURCES.pods), "payment-v2-");
  expect(pods.map(({ metadata }) => metadata.creationTimestamp)).toEqual([
    "2026-11-28T03:07:15Z",
    "2026-11-28T03:07:15Z",
  ]);
  expect(pods[0]?.metadata.ownerReferences).toMatchObject([{ uid: byRevision.get("2")?.metadata["uid" as never] }]);
  expect(store.get(RESOURCES.deployments, "payments", "payment-v2")?.metadata).toMatchObject({
    annotations: { "deployment.kubernetes.io/revision": "2" },
    managedFields: expect.arrayContaining([
      expect.objectContaining({ manager: "kubectl-set", time: "2026-11-28T03:07:15Z" }),
    ]),
  });
  const events = store.list(RESOURCES.events).filter(({ metadata }) => metadata.name.startsWith("payment-v2."));
  expect(events.map((event) => [event["reason"], event["lastTimestamp"]])).toContainEqual([
    "ScalingReplicaSet",
    "2026-11-28T03:07:15Z",
  ]);
});

it("shows who was killed for memory in the pod's status, on its node, and in its Events", () => {
  const { store } = clusterWith("bad-pod");

  const restarted = store.list(RESOURCES.pods).filter((pod) => JSON.stringify(pod["status"]).includes("OOMKilled"));
  expect(restarted.map((pod) => pod["status"])).toMatchObject([
    {
      containerStatuses: [
        {
          name: "cart",
          restartCount: 1,
          state: { running: { startedAt: "2026-11-28T03:07:58Z" } },
          lastState: {
            terminated: {
              reason: "OOMKilled",
              exitCode: 137,
              finishedAt: "2026-11-28T03:07:56Z",
              startedAt: "2026-11-19T03:20:00Z",
            },
          },
        },
        { name: "istio-proxy", restartCount: 0 },
      ],
    },
  ]);
  const reasons = store.list(RESOURCES.events).map((event) => `${event["type"]} ${event["reason"]}`);
  expect(reasons).toEqual(expect.arrayContaining(["Warning OOMKilling", "Normal Started"]));
});

it("rolls back what a scenario rolled out when another one plays", () => {
  const { store, play } = clusterWith("failing-canary");
  play("calm");

  const sets = named(store.list(RESOURCES.replicaSets), "payment-v2-");
  expect(sets.map((set) => [set.metadata.annotations?.["deployment.kubernetes.io/revision"], set["spec"]])).toEqual(
    expect.arrayContaining([
      ["3", expect.objectContaining({ replicas: 2 })],
      ["2", expect.objectContaining({ replicas: 0 })],
    ]),
  );
});

it("does nothing before its moment", () => {
  const { store, before } = clusterWith("bad-route-edit");
  const changes = store.changesSince(before);

  expect(changes.ok && changes.changes.map(({ object }) => object.kind)).toEqual(["DestinationRule", "VirtualService"]);
});

it("keeps an edit that somebody else has changed since when another scenario plays", () => {
  const { store, play } = clusterWith("bad-route-edit");
  const route = store.get(RESOURCES.virtualServices, "payments", "payment");
  const mended = {
    ...route,
    spec: { ...(route?.["spec"] as object), http: [{ route: [{ destination: { host: "payment", subset: "v1" } }] }] },
  };
  store.update(RESOURCES.virtualServices, mended as never, { manager: "kubectl-edit" });
  play("calm");

  expect(store.get(RESOURCES.virtualServices, "payments", "payment")?.["spec"]).toEqual(mended.spec);
});

it("has an hour of everyday Events, none older, and the same ones once", () => {
  const { store, passTime } = clusterWith("quiet");
  passTime();
  const events = store.list(RESOURCES.events);
  passTime();

  expect(events.length).toBeGreaterThan(10);
  expect(new Set(events.map((event) => event["type"]))).toEqual(new Set(["Normal", "Warning"]));
  expect(events.every((event) => Date.parse(String(event["lastTimestamp"])) >= NOW - 3_600_000)).toBe(true);
  expect(store.list(RESOURCES.events)).toEqual(events);
});

it("is mended by rolling back, and not by scaling", () => {
  const { store, stage, happen } = clusterWith("failing-canary");
  const change = (spec: object) => {
    const deployment = store.get(RESOURCES.deployments, "payments", "payment-v2");
    if (deployment)
      store.update(RESOURCES.deployments, { ...deployment, spec: { ...(deployment["spec"] as object), ...spec } });
    happen(NOW / 1000 + 5);
  };
  const bad = () => stage.effectsAt(NOW / 1000 + 60).workloads.size;

  change({ replicas: 4 });
  expect(bad()).toBe(1);
  change({ template: firstTemplate() });
  expect(bad()).toBe(0);
  expect(stage.effectsAt(NOW / 1000 - 60).workloads.size).toBe(1);
});

/** What the canary was made of on its first day. */
function firstTemplate(): unknown {
  const { mesh } = chooseMesh({ seed: 1, scenario: "calm" });
  const seed = clusterObjects(mesh).find(
    ({ object: { kind, metadata } }) => kind === "Deployment" && metadata.name === "payment-v2",
  );
  return (seed?.object["spec"] as { readonly template: unknown } | undefined)?.template;
}

it("is mended by deleting the bad pod, which is made again", () => {
  const { store, stage, happen, reconcile } = clusterWith("bad-pod");
  const [pod = ""] = stage.current().scenario.truth.origin?.pods ?? [];
  store.delete(RESOURCES.pods, "shop", pod);
  reconcile();
  happen(NOW / 1000 + 5);

  expect(store.get(RESOURCES.pods, "shop", pod)).toBeDefined();
  expect(stage.effectsAt(NOW / 1000 + 60).pods.size).toBe(0);
});

it("does nothing twice in a run that goes on where the last one ended", () => {
  const { store, hands, stage } = clusterWith("bad-route-edit");
  const { mesh } = chooseMesh({ seed: 1, scenario: "bad-route-edit" });
  const route = store.get(RESOURCES.virtualServices, "payments", "payment");
  store.update(RESOURCES.virtualServices, { ...route, spec: { hosts: ["payment"], http: [] } } as never);
  const again = createStage(mesh, "bad-route-edit", ONSET);
  createChronicle({
    stage: again,
    hands,
    seeds: clusterObjects(mesh),
    before: { ...stage.current(), until: NOW / 1000 },
  })(NOW / 1000 + 60);

  expect(store.get(RESOURCES.virtualServices, "payments", "payment")?.["spec"]).toEqual({
    hosts: ["payment"],
    http: [],
  });
});
