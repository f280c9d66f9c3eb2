import { execFileSync } from "node:child_process";
import {
  type RouteChange,
  type RouteChangeRequest,
  RouteChangeSchema,
  RoutePlanSchema,
  TrafficRouteSchema,
  type Weight,
} from "@fyr/contract";
import { type CallerCluster, connectCluster } from "@fyr/kubernetes";
import Value from "typebox/value";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../../test/fixtures/demo-cluster.ts";
import { changingParts } from "../testing/changing-parts.ts";
import { type Changes, createChanges } from "./create-changes.ts";

const route = { kind: "VirtualService", namespace: "payments", name: "payment" } as const;
const rule = { protocol: "http", index: 1 } as const;
const { signal } = new AbortController();

let demo: DemoCluster;
let changes: Changes;
let caller: CallerCluster;
/** What the fake measurements say: shares by workload of 64 requests a second. */
let shares: Record<string, number>;

beforeAll(async () => {
  demo = await startDemoCluster();
  const match = [{ headers: { "x-canary": { exact: "always" } } }];
  const value = { name: "canary-header", match, route: [{ destination: { host: "payment", subset: "v2" } }] };
  await patchRoute([{ op: "add", path: "/spec/http/0", value }]);
});

afterAll(async () => {
  changes?.close();
  await demo.remove();
});

beforeEach(async () => {
  changes?.close();
  changes = await start();
  shares = { "payment-v1": 0.95, "payment-v2": 0.05 };
  await setWeights(95, 5);
});

async function start({
  context,
  patienceMs = 3_000,
}: {
  context?: string;
  patienceMs?: number;
} = {}): Promise<Changes> {
  const cluster = await connectCluster({ kubeconfig: demo.kubeconfig, ...(context && { context }), now: Date.now });
  caller = cluster.own;
  return createChanges(
    {
      ...changingParts,
      cluster,
      telemetry: {
        ...changingParts.telemetry,
        requestsByDestination: async ({ hosts }, { from, to }) =>
          Object.entries(shares).map(([workload, share]) => ({
            host: hosts[0] ?? "",
            workloadNamespace: "payments",
            workload,
            requests: (to - from) * 6400 * share,
          })),
        lastPush: async ({ from }) => from + 1,
      },
    },
    { everyMs: 50, patienceMs },
  );
}

const kubectl = (...args: string[]) => demo.kubectl(args);

async function setWeights(v1: number, v2: number): Promise<void> {
  await patchRoute(
    [v1, v2].map((value, place) => ({ op: "replace", path: `/spec/http/1/route/${place}/weight`, value })),
  );
}

async function patchRoute(patch: readonly unknown[]): Promise<void> {
  await kubectl("-n", "payments", "patch", "virtualservice", "payment", "--type=json", "-p", JSON.stringify(patch));
}

async function object(): Promise<{
  metadata: { annotations?: Record<string, string> };
  spec: { http: { route: { weight: number }[] }[] };
}> {
  return JSON.parse(await kubectl("-n", "payments", "get", "virtualservice", "payment", "-o", "json"));
}

async function storedWeights(): Promise<number[] | undefined> {
  return (await object()).spec.http[1]?.route.map(({ weight }) => weight);
}

function weights(v1: number, v2: number): Weight[] {
  return [
    { host: "payment", subset: "v1", weight: v1 },
    { host: "payment", subset: "v2", weight: v2 },
  ];
}

async function planned(v1: number, v2: number): Promise<RouteChangeRequest> {
  const { resourceVersion } = await changes.plan(caller, { route, rule, weights: weights(v1, v2) }, signal);
  return { route, rule, weights: weights(v1, v2), resourceVersion };
}

function phaseOf(all: readonly RouteChange[], id: string): string | undefined {
  return all.findLast((change) => change.id === id)?.status.phase;
}

it("lists routes with what they say and who may change them", async () => {
  const routes = await changes.routes(caller, signal);
  for (const each of routes) expect([...Value.Errors(TrafficRouteSchema, each)]).toEqual([]);
  const payment = routes.find((each) => each.route.name === "payment");
  expect(payment).toMatchObject({ editable: true, gateways: ["mesh"] });
  expect(payment?.rules[1]?.destinations).toMatchObject([
    { subset: "v1", weight: 95, configuredShare: 0.95, workloads: ["payment-v1"], pods: { ready: expect.any(Number) } },
    { subset: "v2", weight: 5, configuredShare: 0.05, workloads: ["payment-v2"], pods: { ready: expect.any(Number) } },
  ]);
});

it("plans without a trace", async () => {
  const plan = await changes.plan(caller, { route, rule, weights: weights(100, 0) }, signal);
  expect([...Value.Errors(RoutePlanSchema, plan)]).toEqual([]);
  expect(plan.checks.filter(({ status }) => status === "block")).toEqual([]);
  expect(plan.checks.find(({ code }) => code === "dry-run")).toMatchObject({ status: "pass" });
  expect(await storedWeights()).toEqual([95, 5]);
});

it("gives a kubectl command that does the same", async () => {
  const plan = await changes.plan(caller, { route, rule, weights: weights(60, 40) }, signal);
  const said = execFileSync("sh", ["-c", plan.kubectl.replace("kubectl", `kubectl --kubeconfig '${demo.kubeconfig}'`)]);
  expect(String(said)).toContain("patched");
  expect(await storedWeights()).toEqual([60, 40]);
});

it("moves the weights, sees it in traffic, and puts back exactly what was there", async () => {
  const told: RouteChange[] = [];
  changes.subscribe((change) => told.push(change));
  const before = await object();
  const change = await changes.apply(caller, { ...(await planned(100, 0)), reason: "v2 fails" }, signal);
  expect([...Value.Errors(RouteChangeSchema, change)]).toEqual([]);
  expect(change).toMatchObject({ by: expect.stringMatching(/./), reason: "v2 fails", status: { phase: "accepted" } });
  expect(await storedWeights()).toEqual([100, 0]);

  shares = { "payment-v1": 1 };
  await expect.poll(() => phaseOf(told, change.id), { timeout: 5_000 }).toBe("observed");
  await expect.poll(() => told.findLast(({ id }) => id === change.id)?.pushedAt).toBeDefined();

  const undo = await changes.undo(caller, change.id, signal);
  expect(undo).toMatchObject({ undoes: change.id, after: weights(95, 5) });
  expect((await object()).spec).toEqual(before.spec);
  const again = await changes.undo(caller, undo.id, signal);
  expect(again.after).toEqual(weights(100, 0));
  expect(await kubectl("-n", "payments", "get", "events", "-o", "json")).toContain("payment v2 5 → 0 (v2 fails)");
});

it("remembers after a restart, on the object, and can still undo", async () => {
  const change = await changes.apply(caller, await planned(70, 30), signal);
  changes.close();
  changes = await start();
  const [latest] = await changes.history(caller, { namespace: "payments", name: "payment" }, signal);
  expect(latest).toMatchObject({ id: change.id, before: weights(95, 5), after: weights(70, 30), by: change.by });
  await changes.undo(caller, change.id, signal);
  expect(await storedWeights()).toEqual([95, 5]);
  const found = (await changes.history(caller, {}, signal)).find(({ id }) => id === change.id);
  expect(found?.undoneBy).toBeDefined();
});

it("finds out from the measurements what a restart forgot", async () => {
  shares = { "payment-v1": 1 };
  const { id } = await changes.apply(caller, await planned(100, 0), signal);
  changes.close();
  changes = await start({ patienceMs: 1 });
  const statusNow = async () => phaseOf(await changes.history(caller, { namespace: "payments" }, signal), id);
  await expect.poll(statusNow, { timeout: 5_000 }).toBe("observed");
});

it("stays not observed while traffic does not follow", async () => {
  const told: RouteChange[] = [];
  changes.subscribe((change) => told.push(change));
  const { id } = await changes.apply(caller, await planned(50, 50), signal);
  await expect.poll(() => phaseOf(told, id), { timeout: 10_000 }).toBe("not-observed");
  expect(told.at(-1)).toMatchObject({ status: { reason: "share-differs" } });
});

it("answers conflict with theirs when kubectl changed the weights after the plan", async () => {
  const request = await planned(100, 0);
  await setWeights(90, 10);
  const failure = await changes.apply(caller, request, signal).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "conflict" });
  const theirs = (failure as { extra: { theirs: { rules: { destinations: { weight: number }[] }[] } } }).extra.theirs;
  expect(theirs.rules[1]?.destinations.map(({ weight }) => weight)).toEqual([90, 10]);
  expect(await storedWeights()).toEqual([90, 10]);
});

it("goes on when only metadata moved after the plan", async () => {
  const request = await planned(100, 0);
  await kubectl("-n", "payments", "annotate", "--overwrite", "virtualservice", "payment", `note=${Date.now()}`);
  await changes.apply(caller, request, signal);
  expect(await storedWeights()).toEqual([100, 0]);
});

it("goes on when metadata keeps moving while it is applied", async () => {
  const request = await planned(100, 0);
  const noise = Array.from({ length: 3 }, (_, n) =>
    kubectl("-n", "payments", "annotate", "--overwrite", "virtualservice", "payment", `noise=${n}-${Date.now()}`),
  );
  await Promise.all([changes.apply(caller, request, signal), ...noise]);
  expect(await storedWeights()).toEqual([100, 0]);
});

it("refuses to undo what somebody changed since", async () => {
  const change = await changes.apply(caller, await planned(100, 0), signal);
  await setWeights(80, 20);
  await expect(changes.undo(caller, change.id, signal)).rejects.toMatchObject({
    code: "conflict",
    extra: { theirs: { route } },
  });
  expect(await storedWeights()).toEqual([80, 20]);
});

it("lets one of two at the same time win", async () => {
  const request = await planned(100, 0);
  const outcomes = await Promise.allSettled([
    changes.apply(caller, request, signal),
    changes.apply(caller, { ...request, weights: weights(0, 100) }, signal),
  ]);
  const lost = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(lost).toHaveLength(1);
  expect(lost[0]?.reason).toMatchObject({ code: "conflict" });
});

it.each([
  { name: "a sum that is not 100", given: weights(95, 6), code: "invalid_weights" },
  { name: "half a percent", given: weights(99.5, 0.5), code: "invalid_weights" },
  { name: "what is there already", given: weights(95, 5), code: "invalid_weights" },
  { name: "one destination", given: weights(100, 0).slice(0, 1), code: "invalid_weights" },
])("refuses $name", async ({ given, code }) => {
  await expect(changes.plan(caller, { route, rule, weights: given }, signal)).rejects.toMatchObject({ code });
});

it("blocks who may not change routes, and says so in the plan", async () => {
  changes.close();
  changes = await start({ context: "viewer" });
  const plan = await changes.plan(caller, { route, rule, weights: weights(100, 0) }, signal);
  expect(plan.checks.find(({ code }) => code === "may-change")).toMatchObject({ status: "block" });
  const request = { route, rule, weights: weights(100, 0), resourceVersion: plan.resourceVersion };
  await expect(changes.apply(caller, request, signal)).rejects.toMatchObject({ code: "blocked" });
  expect(await storedWeights()).toEqual([95, 5]);
});
