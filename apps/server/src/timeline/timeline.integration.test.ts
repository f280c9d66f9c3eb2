import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Marker } from "@fyr/contract";
import { type Cluster, connectCluster } from "@fyr/kubernetes";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../../test/fixtures/demo-cluster.ts";
import { createTimeline, type MeshTimeline } from "./create-timeline.ts";

const run = promisify(execFile);
const stop = new AbortController();
const { signal } = stop;
const nothingMeasured = { between: async () => ({ steal: [], restarts: [], oomKills: [], alerts: [] }) };
/** What was read a moment ago is kept for some seconds: in this test each question is a long time after the last. */
let clock = 0;

let demo: DemoCluster;
let cluster: Cluster;
let timeline: MeshTimeline;
beforeAll(async () => {
  demo = await startDemoCluster();
  cluster = await connectCluster({ kubeconfig: demo.kubeconfig, now: Date.now });
  const read = new Promise<void>((resolve) => {
    cluster.watchInventory({ onInventory: () => resolve(), onState: () => undefined, signal });
  });
  await read;
  timeline = createTimeline({ cluster, happenings: nothingMeasured, now: () => Date.now() + 10_000 * clock++ });
});
afterAll(async () => {
  stop.abort();
  await demo.remove();
});

async function kubectl(...args: string[]): Promise<void> {
  await run("kubectl", ["--kubeconfig", demo.kubeconfig, "-n", "payments", ...args]);
}

async function create(object: unknown): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fyr-object-"));
  await writeFile(join(folder, "object.json"), JSON.stringify(object));
  await kubectl("create", "-f", folder);
  await rm(folder, { recursive: true });
}

async function markers(caller = cluster.own): Promise<readonly Marker[]> {
  const now = Date.now() / 1000;
  return (await timeline.markersBetween(caller, { from: now - 600, to: now + 600 }, signal)).markers;
}

/** Waits until the watch has told. */
function eventually(kind: Marker["kind"], name: string, told: Partial<Marker>) {
  const found = async () => (await markers()).filter((marker) => marker.kind === kind && marker.object.name === name);
  return expect.poll(found, { timeout: 10_000 }).toContainEqual(expect.objectContaining(told));
}

it("tells an edit of a route with its tool, from what to what, and whom it steers to", async () => {
  const path = "/spec/http/0/route";
  const patch = [
    { op: "replace", path: `${path}/0/weight`, value: 40 },
    { op: "replace", path: `${path}/1/weight`, value: 60 },
  ];
  await kubectl("patch", "virtualservice", "payment", "--type=json", "-p", JSON.stringify(patch));
  await eventually("route-edit", "payment", {
    change: "changed",
    by: { tool: "kubectl-patch" },
    from: "v1 95, v2 5",
    to: "v1 40, v2 60",
    workloads: [
      { namespace: "payments", name: "payment-v1" },
      { namespace: "payments", name: "payment-v2" },
    ],
    services: [{ namespace: "payments", name: "payment" }],
    knownFrom: "history",
  });
});

it("tells that an object was made, and by a deletion that it is gone", async () => {
  const policy = {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: "closed", namespace: "payments" },
    spec: { selector: { matchLabels: { app: "payment", version: "v2" } }, action: "DENY", rules: [{}] },
  };
  await create(policy);
  const workloads = [{ namespace: "payments", name: "payment-v2" }];
  await eventually("policy-edit", "closed", { change: "created", workloads });
  await kubectl("delete", "authorizationpolicy", "closed");
  await eventually("policy-edit", "closed", { change: "removed", workloads, knownFrom: "history" });
});

it("tells that a workload was scaled, from how many pods to how many", async () => {
  await kubectl("scale", "deployment", "payment-v2", "--replicas=4");
  await eventually("scaled", "payment-v2", { to: "4", workloads: [{ namespace: "payments", name: "payment-v2" }] });
  const found = (await markers()).filter(({ kind, object }) => kind === "scaled" && object.name === "payment-v2");
  expect(found).toHaveLength(1);
});

it("tells a warning of Kubernetes once, with how often it came", async () => {
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  const pods = JSON.parse(
    (await run("kubectl", ["--kubeconfig", demo.kubeconfig, "-n", "payments", "get", "pods", "-o", "json"])).stdout,
  ).items.filter(
    ({ metadata }: { metadata: { labels: Record<string, string> } }) => metadata.labels["app"] === "payment",
  );
  const name = pods[0].metadata.name;
  const event = {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: "unmounted.1", namespace: "payments" },
    involvedObject: { apiVersion: "v1", kind: "Pod", name, namespace: "payments" },
    type: "Warning",
    // The demo's own kubelet never says this.
    reason: "FailedMount",
    message: 'MountVolume.SetUp failed for volume "keys": secret "keys" not found',
    source: { component: "kubelet" },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 7,
  };
  await create(event);
  await eventually("event", name, {
    by: { tool: "kubelet" },
    count: 7,
    message: 'FailedMount: MountVolume.SetUp failed for volume "keys": secret "keys" not found',
    workloads: [{ namespace: "payments", name: expect.stringMatching(/^payment-v[12]$/) as unknown as string }],
  });
});

it("tells nobody of what they may not list", async () => {
  const may = async () => false;
  const stranger = { ...cluster.own, mayList: may, events: async () => ({ events: [], refused: ["everywhere"] }) };
  expect(await markers(stranger)).toEqual([]);
});
