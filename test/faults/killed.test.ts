import type { Guard, GuardRequest, RouteChange } from "@fyr/contract";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { until } from "../fixtures/until.ts";
import { before, canary, type KillableFyr, killableFyr, patchRoute, route, rule } from "./killable-fyr.ts";

// Every case starts Fyr twice: on a machine with other things to do that takes its time.
vi.setConfig({ testTimeout: 240_000 });

/** The canary of this demo fails far more often. */
const strict = { minSuccessRate: 0.999, minRequests: 10 };
const guard: GuardRequest = { minutes: 10, limits: strict, canary };

let fyr: KillableFyr;

beforeAll(async () => {
  fyr = await killableFyr();
});
afterAll(() => fyr?.end());
beforeEach(() => fyr.start());
afterEach(() => fyr.stop());

async function apply(v2: number): Promise<RouteChange> {
  const weights = [
    { host: "payment", subset: "v1", weight: 100 - v2 },
    { ...canary, weight: v2 },
  ];
  const { resourceVersion } = await fyr.payment();
  return fyr.post("/route-changes", { route, rule, weights, resourceVersion, guard });
}

const lastGuard = async () => (await fyr.get<{ guards: Guard[] }>("/guards")).guards[0];

it.each([
  { when: "before", weights: before, changes: [] },
  { when: "after", weights: "50/50", changes: ["ada: 50/50"] },
] as const)("killed $when it writes a change, the weights and their guard are both there or neither", async (known) => {
  const told = await fyr.history();
  await fyr.killedAt({ ...patchRoute, when: known.when }, () => apply(50));
  const now = await fyr.weights();
  // The guard that came with it may have put it back by now.
  expect([known.weights, before]).toContain(now);
  expect((await fyr.history()).slice(told.length, told.length + 1)).toEqual(known.changes);
  if (known.changes.length === 0) return;
  await until("the guard has fired", 90, async () => (await lastGuard())?.state === "fired");
  expect(await fyr.weights()).toBe(before);
});

it.each([
  { method: "POST", path: /\/subjectaccessreviews/, when: "before" },
  { ...patchRoute, when: "before" },
  { ...patchRoute, when: "after" },
  { method: "POST", path: /\/namespaces\/payments\/events.*/, when: "before" },
] as const)("killed $when $method $path a guard fires all the same, and once", async (step) => {
  const told = await fyr.history();
  const { by, id } = await apply(50);
  await fyr.killedAt(step, async () => undefined);
  await until("the guard has fired", 90, async () => (await lastGuard())?.state === "fired");
  expect(await fyr.weights()).toBe(before);
  expect((await fyr.history()).slice(told.length)).toEqual([`${by}: 50/50`, `guard of ${by}: ${before}`]);
  expect((await lastGuard())?.change).toBe(id);
});
