import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { SourceState } from "@fyr/contract";
import { patchOf, planWeights } from "@fyr/routing";
import type { Inventory } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../test/fixtures/demo-cluster.ts";
import { backendsOf } from "./backends.ts";
import type { Cluster } from "./cluster.ts";
import { connectCluster } from "./connect-cluster.ts";

const run = promisify(execFile);
const payment = { kind: "VirtualService", namespace: "payments", name: "payment" } as const;
const rule = { protocol: "http", index: 0 } as const;
const v1 = { host: "payment", subset: "v1" };
const v2 = { host: "payment", subset: "v2" };

let demo: DemoCluster;
let cluster: Cluster;
const stop = new AbortController();
const { signal } = stop;
let inventory: Inventory | undefined;
let state: SourceState | undefined;

beforeAll(async () => {
  demo = await startDemoCluster();
  cluster = await connectCluster({ kubeconfig: demo.kubeconfig, now: Date.now });
  cluster.watchInventory({
    onInventory: (next) => {
      inventory = next;
    },
    onState: (next) => {
      state = next;
    },
    signal,
  });
});

afterAll(async () => {
  stop.abort();
  await demo.remove();
});

async function kubectl(...args: string[]): Promise<string> {
  return (await run("kubectl", ["--kubeconfig", demo.kubeconfig, ...args])).stdout;
}

async function tokenOf(user: string): Promise<{ token: string }> {
  const { stdout } = await run("kubectl", [
    ...["--kubeconfig", demo.kubeconfig, "config", "view", "--raw", "-o"],
    `jsonpath={.users[?(@.name=="${user}")].user.token}`,
  ]);
  return { token: stdout };
}

async function rulePlan(first: number) {
  const object = await cluster.own.routes.read(payment, signal);
  const planned = planWeights(object, rule, [
    { ...v1, weight: first },
    { ...v2, weight: 100 - first },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  return planned.plan;
}

it("knows the cluster's workloads, services and routes", async () => {
  await expect.poll(() => inventory?.workloads.length, { timeout: 10_000 }).toBeGreaterThan(20);
  const found = inventory?.workloads.find(({ namespace, name }) => namespace === "payments" && name === "payment-v2");
  expect(found).toMatchObject({
    workloadKind: "Deployment",
    app: "payment",
    version: "v2",
    inMesh: true,
    role: "workload",
  });
  expect(inventory?.workloads.find(({ name }) => name === "legacy-erp")).toMatchObject({ inMesh: false });
  expect(inventory?.workloads.find(({ name }) => name === "ingress")).toMatchObject({ role: "gateway" });
  expect(inventory?.services.find(({ name }) => name === "payment")).toMatchObject({
    host: "payment.payments.svc.cluster.local",
    selects: ["payment-v1", "payment-v2"],
  });
  expect(inventory?.routes.find(({ route }) => route.name === "payment")).toMatchObject({ splits: true });
  expect(state).toMatchObject({ name: "kubernetes", status: "ok" });
});

it("hears of health annotations on workloads and services", async () => {
  const rate = "4XX,20,30,http,inbound";
  const annotated = () => ({
    workload: inventory?.workloads.find(({ name }) => name === "payment-v2")?.rateAnnotation,
    service: inventory?.services.find(({ name }) => name === "payment")?.rateAnnotation,
  });
  const both = ["-n", "payments", "deployment/payment-v2", "service/payment"];
  await kubectl("annotate", ...both, `health.kiali.io/rate=${rate}`);
  await expect.poll(annotated, { timeout: 10_000 }).toEqual({ workload: rate, service: rate });
  await kubectl("annotate", ...both, "health.kiali.io/rate-");
  await expect.poll(annotated, { timeout: 10_000 }).toEqual({ workload: undefined, service: undefined });
});

it("says who it is and what it may do, for every user", async () => {
  expect(await cluster.own.whoAmI()).toMatchObject({ via: "kubeconfig" });
  expect(await cluster.own.routes.mayPatch(payment)).toBe(true);
  const viewer = await connectCluster({ kubeconfig: demo.kubeconfig, context: "viewer", now: Date.now });
  expect(await viewer.own.routes.mayPatch(payment)).toBe(false);
  const plan = await rulePlan(90);
  await expect(viewer.own.routes.patch(payment, patchOf(plan), signal)).rejects.toMatchObject({ code: "forbidden" });
});

it("acts as whoever's token it is given, and never as itself", async () => {
  const paul = cluster.as(await tokenOf("paul"));
  expect(await paul.whoAmI()).toMatchObject({ user: "paul", via: "token" });
  expect(await paul.routes.mayPatch(payment)).toBe(true);
  expect(await paul.routes.mayPatch({ ...payment, namespace: "shop" })).toBe(false);
  expect(cluster.as(await tokenOf("paul"))).toBe(paul);
  const forger = cluster.as({ token: "forged" });
  await expect(forger.whoAmI()).rejects.toMatchObject({ code: "unauthorized" });
  await expect(forger.routes.patch(payment, patchOf(await rulePlan(90)), signal)).rejects.toMatchObject({
    code: "unauthorized",
  });
});

it("asks what others may do", async () => {
  const question = { verb: "patch", group: "networking.istio.io", resource: "virtualservices" } as const;
  const paul = { user: "paul", groups: ["payments-team"] };
  expect(await cluster.mayAs(paul, { ...question, namespace: "payments" })).toBe(true);
  expect(await cluster.mayAs(paul, { ...question, namespace: "shop" })).toBe(false);
});

it("knows the pods behind a subset", async () => {
  const found = backendsOf(await cluster.objects(signal), v2, "payments");
  expect(found).toMatchObject({ workloads: ["payment-v2"], pods: { ready: 2, total: 2 } });
});

it("tries a patch without a trace, then makes it, and sees it at once", async () => {
  const plan = await rulePlan(80);
  await cluster.own.routes.dryRun(payment, patchOf(plan), signal);
  expect((await cluster.own.routes.read(payment, signal)).metadata.resourceVersion).toBe(plan.resourceVersion);
  const patched = await cluster.own.routes.patch(payment, patchOf(plan), signal);
  expect(JSON.stringify(patched.spec)).toContain('"weight":80');
  const { virtualServices } = await cluster.objects(signal);
  expect(virtualServices.find(({ metadata }) => metadata.name === "payment")?.spec).toEqual(patched.spec);
  expect(await kubectl("-n", "payments", "get", "virtualservice", "payment", "-o", "yaml")).toContain("weight: 80");
});

it("answers conflict when kubectl was faster, and writes nothing", async () => {
  const plan = await rulePlan(70);
  await kubectl("-n", "payments", "annotate", "--overwrite", "virtualservice", "payment", `note=${Date.now()}`);
  await expect(cluster.own.routes.patch(payment, patchOf(plan), signal)).rejects.toMatchObject({ code: "conflict" });
  expect(await kubectl("-n", "payments", "get", "virtualservice", "payment", "-o", "yaml")).not.toContain("weight: 70");
});

it("answers rejected in the server's words", async () => {
  const broken = [{ op: "replace", path: "/spec/http", value: "nothing" }] as const;
  const failure = await cluster.own.routes.dryRun(payment, broken, signal).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "rejected", message: expect.stringContaining("spec.http") });
});

it("answers unknown_route for what is not there", async () => {
  await expect(cluster.own.routes.read({ ...payment, name: "nobody" }, signal)).rejects.toMatchObject({
    code: "unknown_route",
    message: "There is no VirtualService nobody in the namespace payments: it may have been deleted.",
  });
  await expect(cluster.own.routes.dryRun({ ...payment, namespace: "nowhere" }, [], signal)).rejects.toMatchObject({
    code: "unknown_route",
    message: expect.stringContaining("payment in the namespace nowhere"),
  });
});

it("takes in what kubectl changes", async () => {
  await kubectl("-n", "shop", "create", "configmap", "noise");
  await kubectl("create", "namespace", "fresh");
  await expect.poll(() => inventory?.namespaces, { timeout: 5_000 }).toContain("fresh");
  await kubectl("delete", "namespace", "fresh", "--wait=false");
  await expect.poll(() => inventory?.namespaces, { timeout: 5_000 }).not.toContain("fresh");
});

it("leaves an Event on the object", async () => {
  const object = await cluster.own.routes.read(payment, signal);
  await cluster.own.recordEvent(object, { reason: "WeightsChanged", message: "a test" }, signal);
  expect(await kubectl("-n", "payments", "get", "events", "-o", "json")).toContain("WeightsChanged");
});

it("tells a hanging server within seconds, and recovers by itself", async () => {
  const before = inventory;
  demo.signal("SIGSTOP");
  await expect.poll(() => state?.status, { timeout: 10_000 }).toBe("stale");
  expect(state?.message).toContain("did not answer in time");
  expect(inventory).toBe(before);
  demo.signal("SIGCONT");
  await expect.poll(() => state?.status, { timeout: 10_000 }).toBe("ok");
});

it("survives the server's death, and sees what changed meanwhile", async () => {
  await demo.kill();
  await expect.poll(() => state?.status, { timeout: 10_000 }).toBe("stale");
  const age = state?.ageSeconds ?? 0;
  await expect.poll(() => state?.ageSeconds, { timeout: 10_000 }).toBeGreaterThan(age);
  await demo.restart();
  await kubectl("create", "namespace", "after-death");
  await expect.poll(() => state?.status, { timeout: 10_000 }).toBe("ok");
  await expect.poll(() => inventory?.namespaces, { timeout: 10_000 }).toContain("after-death");
});
