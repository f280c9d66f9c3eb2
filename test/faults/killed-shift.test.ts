import type { Shift } from "@fyr/contract";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { until } from "../fixtures/until.ts";
import { before, canary, type KillableFyr, killableFyr, patchRoute, route, rule } from "./killable-fyr.ts";

// Every case starts Fyr twice: on a machine with other things to do that takes its time.
vi.setConfig({ testTimeout: 240_000 });

let fyr: KillableFyr;

beforeAll(async () => {
  fyr = await killableFyr();
});
afterAll(() => fyr?.end());
beforeEach(() => fyr.start());
afterEach(() => fyr.stop());

const lastShift = async () => (await fyr.get<{ shifts: Shift[] }>("/shifts")).shifts[0];

it.each(["before", "after"] as const)("killed %s it takes a step, a shift goes on from where it was", async (when) => {
  const told = await fyr.history();
  const { resourceVersion } = await fyr.payment();
  const steps = [
    { percent: 10, minutes: 0.25 },
    { percent: 20, minutes: 60 },
  ];
  const patient = { maxP99Ms: 600_000, minRequests: 10 };
  const { by, id } = await fyr.post<Shift>("/shifts", { route, rule, resourceVersion, canary, steps, limits: patient });
  await fyr.killedAt({ ...patchRoute, when }, async () => undefined);
  await until("the second step is taken", 90, async () => (await lastShift())?.step === 1);
  expect(await fyr.weights()).toBe("80/20");
  await fyr.post(`/shifts/${id}/abort`, {});
  expect(await fyr.weights()).toBe(before);
  const moves = [`${by}: 90/10`, `shift of ${by}: 80/20`, `${by}: ${before}`];
  expect((await fyr.history()).slice(told.length)).toEqual(moves);
});
