import {
  type Guard,
  type GuardRequest,
  GuardSchema,
  type RouteChangeRequest,
  type Shift,
  ShiftSchema,
  type Weight,
} from "@fyr/contract";
import { type Cluster, connectCluster } from "@fyr/kubernetes";
import Value from "typebox/value";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../../../test/fixtures/demo-cluster.ts";
import { changingParts } from "../../testing/changing-parts.ts";
import { type Changes, createChanges } from "../create-changes.ts";
import { createBoard } from "./board.ts";
import type { GuardsCluster } from "./dependencies.ts";
import { createEndNotes } from "./end-notes.ts";
import { createGuardJob } from "./guard-job.ts";
import { createLookAfter } from "./look-after.ts";
import { guardRecords, shiftRecords } from "./records.ts";

const route = { kind: "VirtualService", namespace: "payments", name: "payment" } as const;
const rule = { protocol: "http", index: 0 } as const;
const canary = { host: "payment", subset: "v2" };
const { signal } = new AbortController();

let demo: DemoCluster;
let cluster: Cluster;
let changes: Changes;
/** Of the canary, as the fake measurements have it. */
let counted: { requests: number; failed: number };
let nowMs: number;

beforeAll(async () => {
  demo = await startDemoCluster();
  cluster = await connectCluster({ kubeconfig: demo.kubeconfig, now: () => nowMs });
});

afterAll(async () => {
  changes?.close();
  await demo.remove();
});

beforeEach(async () => {
  counted = { requests: 400, failed: 0 };
  nowMs = Date.now();
  changes?.close();
  changes = createChanges(dependencies(cluster));
  await kubectl("annotate", "virtualservice", "payment", "fyr.dev/guard-", "fyr.dev/shift-", "fyr.dev/history-");
  await setWeights(95, 5);
});

const ids = (() => {
  let last = 0;
  return () => `id-${++last}`;
})();

function dependencies<Of extends GuardsCluster>(of: Of) {
  const answered = (workload: string) => ({
    host: "payment.payments.svc.cluster.local",
    workloadNamespace: "payments",
    workload,
  });
  return {
    ...changingParts,
    cluster: of,
    telemetry: {
      ...changingParts.telemetry,
      outcomesByDestination: async () => [
        { ...answered("payment-v1"), requests: [1000], failed: [0], responses: [] },
        { ...answered("payment-v2"), requests: [counted.requests], failed: [counted.failed], responses: [] },
      ],
    },
    now: () => nowMs,
    newId: ids,
    onMishap: (error: unknown) => {
      if (!(error instanceof Error && error.message === "killed")) throw error;
    },
    leaseNamespace: "default",
  };
}

const kubectl = (...args: string[]) => demo.kubectl(["-n", "payments", ...args]);

async function setWeights(v1: number, v2: number): Promise<void> {
  const patch = [v1, v2].map((value, at) => ({ op: "replace", path: `/spec/http/0/route/${at}/weight`, value }));
  await kubectl("patch", "virtualservice", "payment", "--type=json", "-p", JSON.stringify(patch));
}

const object = () => cluster.own.routes.read(route, signal);

async function stored(): Promise<number[]> {
  const { spec } = await object();
  const { http } = spec as { http: { route: { weight: number }[] }[] };
  return http[0]?.route.map(({ weight }) => weight) ?? [];
}

/** Who moved weights how, oldest first. */
async function told(): Promise<string[]> {
  const history = await changes.history(cluster.own, {}, signal);
  return history.toReversed().map(({ by, after }) => `${by}: ${after.map(({ weight }) => weight).join("/")}`);
}

const weights = (v1: number, v2: number): Weight[] => [
  { host: "payment", subset: "v1", weight: v1 },
  { ...canary, weight: v2 },
];
const limits = { minSuccessRate: 0.99, minRequests: 50 };
const guardRequest: GuardRequest = { minutes: 10, limits, canary };

async function applied(v2: number, guard?: GuardRequest) {
  const { resourceVersion } = await changes.plan(cluster.own, { route, rule, weights: weights(100 - v2, v2) }, signal);
  const request: RouteChangeRequest = { route, rule, weights: weights(100 - v2, v2), resourceVersion };
  return changes.apply(cluster.own, guard === undefined ? request : { ...request, guard }, signal);
}

async function armed(): Promise<Guard> {
  await applied(20, guardRequest);
  return onlyGuard();
}

async function onlyGuard(): Promise<Guard> {
  const [guard, ...more] = await changes.guarding.guards.list(cluster.own, signal);
  if (guard === undefined || more.length > 0) throw new Error("there is not one guard");
  expect([...Value.Errors(GuardSchema, guard)]).toEqual([]);
  return guard;
}

async function onlyShift(): Promise<Shift> {
  const [shift, ...more] = await changes.guarding.shifts.list(cluster.own, signal);
  if (shift === undefined || more.length > 0) throw new Error("there is not one shift");
  expect([...Value.Errors(ShiftSchema, shift)]).toEqual([]);
  return shift;
}

async function startShift(): Promise<Shift> {
  const { resourceVersion = "" } = (await object()).metadata;
  const steps = [10, 50, 100].map((percent) => ({ percent, minutes: 1 }));
  return changes.guarding.shifts.start(cluster.own, { route, rule, resourceVersion, canary, steps, limits }, signal);
}

/** What the holder of the Lease does once, as a process that has just begun. */
async function pass(as: GuardsCluster = cluster): Promise<void> {
  const parts = { ...dependencies(as), onChange: () => undefined };
  const objects = await as.objects(signal);
  const jobs = [
    createGuardJob(createLookAfter(parts, createBoard()), parts.now, parts.onMishap),
    createEndNotes(as.own, parts.now),
  ];
  for (const job of jobs) if (job.hasWork(await as.objects(signal))) await job.pass(await as.objects(signal), signal);
  expect(objects).toBeDefined();
}

const minutes = (count: number) => {
  nowMs += count * 60_000;
};

/** Some seconds later the canary has failed so many of 400 requests. */
const failing = (failed: number) => {
  counted = { requests: 400, failed };
  minutes(0.2);
};

describe("a guard", () => {
  it("stands on the route from the same patch as the weights", async () => {
    const before = (await object()).metadata.generation ?? 0;
    const guard = await armed();
    expect(guard).toMatchObject({ state: "armed", restores: weights(95, 5), stable: { subset: "v1" } });
    expect((await object()).metadata.generation).toBe(before + 1);
    expect(await stored()).toEqual([80, 20]);
  });

  it("puts the old weights back when a limit is broken, and history and Events tell it", async () => {
    const { by } = await armed();
    failing(40);
    await pass();
    expect(await stored()).toEqual([95, 5]);
    expect(await onlyGuard()).toMatchObject({ state: "fired", why: "Success rate 90 % was below 99 %." });
    expect(await told()).toEqual([`${by}: 80/20`, `guard of ${by}: 95/5`]);
    expect(await kubectl("get", "events", "-o", "json")).toContain("GuardFired");
  });

  it("passes when its time is over and its limits were kept", async () => {
    await armed();
    minutes(9);
    await pass();
    expect(await onlyGuard()).toMatchObject({ state: "armed" });
    minutes(1);
    await pass();
    expect(await onlyGuard()).toMatchObject({ state: "passed" });
    expect(await stored()).toEqual([80, 20]);
  });

  it("says of too few requests that it could not judge", async () => {
    await armed();
    counted = { requests: 12, failed: 12 };
    minutes(10);
    await pass();
    expect(await onlyGuard()).toMatchObject({ state: "passed", why: "Too few requests came to judge by." });
  });

  it("never takes back what somebody changed since", async () => {
    await armed();
    failing(400);
    await setWeights(70, 30);
    await pass();
    expect(await stored()).toEqual([70, 30]);
    expect(await onlyGuard()).toMatchObject({ state: "overtaken", why: expect.stringContaining("kubectl") });
  });

  it("takes weights that were moved away and back for somebody's will", async () => {
    await armed();
    await applied(30);
    await applied(20);
    failing(400);
    await pass();
    expect(await stored()).toEqual([80, 20]);
    expect(await onlyGuard()).toMatchObject({ state: "overtaken" });
  });

  it("writes nothing for somebody who may no longer", async () => {
    await armed();
    failing(400);
    await pass({ ...cluster, mayAs: async () => false });
    expect(await stored()).toEqual([80, 20]);
    expect(await onlyGuard()).toMatchObject({ state: "failed", why: expect.stringContaining("may no longer") });
  });

  it("can be cancelled, twice as well as once", async () => {
    const { id } = await armed();
    expect(await changes.guarding.guards.cancel(cluster.own, id, signal)).toMatchObject({ state: "cancelled" });
    expect(await changes.guarding.guards.cancel(cluster.own, id, signal)).toMatchObject({ state: "cancelled" });
    failing(400);
    await pass();
    expect(await stored()).toEqual([80, 20]);
  });

  it("is armed on a change that was just made, while its weights are there", async () => {
    const change = await applied(20);
    const guard = await changes.guarding.guards.arm(cluster.own, { change: change.id, ...guardRequest }, signal);
    expect(guard).toMatchObject({ state: "armed", change: change.id, restores: weights(95, 5) });
    const again = changes.guarding.guards.arm(cluster.own, { change: change.id, ...guardRequest }, signal);
    await expect(again).rejects.toMatchObject({ code: "guarded" });
    await setWeights(70, 30);
    await pass();
    const late = changes.guarding.guards.arm(cluster.own, { change: change.id, ...guardRequest }, signal);
    await expect(late).rejects.toMatchObject({ code: "conflict" });
  });

  it.each([
    { name: "no limit", guard: { ...guardRequest, limits: { minRequests: 50 } }, code: "bad_request" },
    { name: "a canary nobody names", guard: { ...guardRequest, canary: { host: "x" } }, code: "bad_request" },
    { name: "itself as stable", guard: { ...guardRequest, stable: canary }, code: "bad_request" },
  ])("is refused with $name, and nothing is written", async ({ guard, code }) => {
    await expect(applied(20, guard)).rejects.toMatchObject({ code });
    expect(await stored()).toEqual([95, 5]);
  });

  it("is refused where a canary controller moves the weights", async () => {
    const owner = { apiVersion: "flagger.app/v1beta1", kind: "Canary", name: "payment", uid: "1" };
    const patch = (op: string) => JSON.stringify([{ op, path: "/metadata/ownerReferences", value: [owner] }]);
    await kubectl("patch", "virtualservice", "payment", "--type=json", "-p", patch("add"));
    try {
      await expect(startShift()).rejects.toMatchObject({
        code: "blocked",
        message: expect.stringContaining("Flagger"),
      });
    } finally {
      await kubectl("patch", "virtualservice", "payment", "--type=json", "-p", patch("remove"));
    }
  });
});

describe("a shift", () => {
  it("goes on step by step while its limits are kept, to the end", async () => {
    const { by } = await startShift();
    expect(await stored()).toEqual([90, 10]);
    await pass();
    expect(await onlyShift()).toMatchObject({ step: 0, state: "running" });
    for (const expected of [
      [50, 50],
      [0, 100],
    ]) {
      minutes(1);
      await pass();
      expect(await stored()).toEqual(expected);
      await pass();
    }
    expect(await onlyShift()).toMatchObject({ step: 2, state: "running", restores: weights(95, 5) });
    minutes(1);
    await pass();
    expect(await onlyShift()).toMatchObject({ state: "finished" });
    expect(await told()).toEqual([`${by}: 90/10`, `shift of ${by}: 50/50`, `shift of ${by}: 0/100`]);
  });

  it("goes back to where it began when a limit is broken", async () => {
    await startShift();
    minutes(1);
    await pass();
    failing(40);
    await pass();
    expect(await stored()).toEqual([95, 5]);
    expect(await onlyShift()).toMatchObject({ state: "aborted", why: "Success rate 90 % was below 99 %." });
  });

  it("waits at a step for enough requests", async () => {
    await startShift();
    counted = { requests: 12, failed: 0 };
    minutes(5);
    await pass();
    expect(await onlyShift()).toMatchObject({ step: 0, state: "running" });
  });

  it("pauses, resumes with the time that was left, and is promoted", async () => {
    const { id } = await startShift();
    const { act } = changes.guarding.shifts;
    minutes(0.5);
    expect(await act(cluster.own, id, "pause", signal)).toMatchObject({ state: "paused" });
    minutes(10);
    await pass();
    expect(await stored()).toEqual([90, 10]);
    const resumed = await act(cluster.own, id, "resume", signal);
    expect(Date.parse(resumed.nextAt ?? "") - nowMs).toBe(30_000);
    expect(await act(cluster.own, id, "promote", signal)).toMatchObject({ state: "finished", step: 2 });
    expect(await stored()).toEqual([0, 100]);
    await expect(act(cluster.own, id, "abort", signal)).rejects.toMatchObject({ code: "guarded" });
  });

  it("is guarded while it is paused, and aborted by hand", async () => {
    const { id } = await startShift();
    await changes.guarding.shifts.act(cluster.own, id, "pause", signal);
    failing(400);
    await pass();
    expect(await onlyShift()).toMatchObject({ state: "aborted" });
    expect(await stored()).toEqual([95, 5]);
  });

  it("is overtaken by somebody's own hand", async () => {
    const { id } = await startShift();
    await setWeights(60, 40);
    const abort = changes.guarding.shifts.act(cluster.own, id, "abort", signal);
    await expect(abort).rejects.toMatchObject({ code: "conflict" });
    minutes(1);
    await pass();
    expect(await onlyShift()).toMatchObject({ state: "overtaken" });
    expect(await stored()).toEqual([60, 40]);
  });

  it("refuses steps that do not rise, and a second one", async () => {
    const { resourceVersion } = await changes.plan(cluster.own, { route, rule, weights: weights(90, 10) }, signal);
    const steps = [5, 50].map((percent) => ({ percent, minutes: 1 }));
    const flat = changes.guarding.shifts.start(
      cluster.own,
      { route, rule, resourceVersion, canary, steps, limits },
      signal,
    );
    await expect(flat).rejects.toMatchObject({ code: "bad_request", field: "steps[0].percent" });
    await startShift();
    await expect(startShift()).rejects.toMatchObject({ code: "guarded" });
  });
});

/** The process is gone before its nth step, or right after it: whatever it would have done then never happens. */
function dying(
  nth: number,
  when: "before" | "after",
): { readonly mortal: GuardsCluster; readonly isDead: () => boolean } {
  let step = 0;
  let dead = false;
  const mortalised = <Args extends unknown[], Answer>(real: (...args: Args) => Promise<Answer>) => {
    return async (...args: Args): Promise<Answer> => {
      const isLast = step++ === nth;
      if (isLast && when === "before") dead = true;
      if (dead) throw new Error("killed");
      const answer = await real(...args);
      if (isLast) dead = true;
      if (dead) throw new Error("killed");
      return answer;
    };
  };
  const { own } = cluster;
  const mortal: GuardsCluster = {
    objects: mortalised(cluster.objects),
    mayAs: mortalised(cluster.mayAs),
    own: {
      may: own.may,
      recordEvent: mortalised(own.recordEvent),
      routes: { ...own.routes, read: mortalised(own.routes.read), patch: mortalised(own.routes.patch) },
    },
  };
  return { mortal, isDead: () => dead };
}

describe.each(["before", "after"] as const)("killed %s any of its steps", (when) => {
  it("a guard still fires, once, and its end is told", async () => {
    for (let nth = 0; ; nth++) {
      await kubectl("annotate", "virtualservice", "payment", "fyr.dev/guard-", "fyr.dev/history-");
      await setWeights(95, 5);
      const { by, id } = await armed();
      failing(400);
      const { mortal, isDead } = dying(nth, when);
      await pass(mortal).catch(() => undefined);
      expect([
        [80, 20],
        [95, 5],
      ]).toContainEqual(await stored());
      await pass();
      expect(await stored()).toEqual([95, 5]);
      expect(await told()).toEqual([`${by}: 80/20`, `guard of ${by}: 95/5`]);
      expect(guardRecords.read(await object()).map(({ state }) => state)).toEqual(["fired"]);
      const events = await kubectl("get", "events", "-o", "name");
      expect(events.split("\n").filter((name) => name.endsWith(`.${id}`))).toHaveLength(1);
      if (!isDead()) return;
    }
  });

  it("a shift still takes its step, once", async () => {
    for (let nth = 0; ; nth++) {
      await kubectl("annotate", "virtualservice", "payment", "fyr.dev/shift-", "fyr.dev/history-");
      await setWeights(95, 5);
      const { by } = await startShift();
      minutes(1);
      const { mortal, isDead } = dying(nth, when);
      await pass(mortal).catch(() => undefined);
      await pass();
      expect(await stored()).toEqual([50, 50]);
      expect(await told()).toEqual([`${by}: 90/10`, `shift of ${by}: 50/50`]);
      expect(shiftRecords.read(await object()).map(({ step }) => step)).toEqual([1]);
      if (!isDead()) return;
    }
  });
});

it("fires exactly once when two replicas act at the same time", async () => {
  const { by } = await armed();
  failing(400);
  await Promise.all([pass(), pass(), pass()]);
  expect(await stored()).toEqual([95, 5]);
  expect(await told()).toEqual([`${by}: 80/20`, `guard of ${by}: 95/5`]);
});
