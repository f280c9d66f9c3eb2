import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { ObjectChanges, ObjectView } from "@fyr/contract";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../fixtures/demo-cluster.ts";
import { fyrAddress } from "../fixtures/fyr-address.ts";
import { until } from "../fixtures/until.ts";

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));
const object = { kind: "VirtualService", namespace: "payments", name: "payment" };

let demo: DemoCluster;
let running: ChildProcess | undefined;

beforeAll(async () => {
  demo = await startDemoCluster();
});
afterEach(kill);
afterAll(() => demo.remove());

/** A server that finds no Prometheus: what ends does not wait for measurements. */
async function startFyr(): Promise<string> {
  const settings = ["--prometheus", "http://127.0.0.1:9", "--kubeconfig", demo.kubeconfig, "--port", "0"];
  const lease = ["--guard-lease-seconds", "3"];
  running = spawn(process.execPath, [main, ...settings, ...lease], { stdio: ["ignore", "pipe", "ignore"] });
  return fyrAddress(running);
}

async function kill(): Promise<void> {
  if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
  const gone = once(running, "exit");
  running.kill("SIGKILL");
  await gone;
}

const kubectl = (...args: string[]) => demo.kubectl(["-n", "payments", ...args]);

async function payment() {
  return JSON.parse(await kubectl("get", "virtualservice", "payment", "-o", "json"));
}

async function ask<T>(url: string, body?: unknown): Promise<T> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(url, body === undefined ? {} : init);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

async function injectFault(fyr: string): Promise<unknown> {
  const view = await ask<ObjectView>(`${fyr}/api/objects/${object.kind}/${object.namespace}/${object.name}`);
  const http = view.spec["http"] as object[];
  const fault = { abort: { percentage: { value: 50 }, httpStatus: 503 } };
  const spec = { ...view.spec, http: [{ ...http[0], fault }, ...http.slice(1)] };
  const { resourceVersion } = view;
  await ask(`${fyr}/api/object-changes`, {
    edits: [{ op: "update", object, resourceVersion, spec }],
    endsAt: new Date(Date.now() + 60_000).toISOString(),
    confirmed: ["abort-above-a-tenth", "fault-on-live-traffic"],
  });
  return view.spec;
}

/** Time is not waited for: the end is moved to now on the object itself. */
async function endNow(): Promise<void> {
  const [ending] = JSON.parse((await payment()).metadata.annotations["fyr.dev/ends"]);
  const ends = JSON.stringify([{ ...ending, endsAt: new Date().toISOString() }]);
  await kubectl("annotate", "--overwrite", "virtualservice", "payment", `fyr.dev/ends=${ends}`);
}

it.each([0, 400, 1_200, 2_500])(
  "a fault ends although the server was killed %i ms after it came up again",
  async (ms) => {
    const before = await injectFault(await startFyr());
    expect((await payment()).spec).not.toEqual(before);
    await kill();
    await endNow();
    await startFyr();
    await pause(ms);
    await kill();

    const fyr = await startFyr();
    await until("the fault has ended", 120, async () => isDeepStrictEqual((await payment()).spec, before));
    const { changes, endings } = await ask<ObjectChanges>(`${fyr}/api/object-changes`);
    expect(endings).toEqual([]);
    const [change] = changes.filter(({ endsAt }) => endsAt !== undefined);
    expect(changes.filter(({ undoes }) => undoes === change?.id)).toHaveLength(1);
  },
  // Three servers start one after the other, and each finds the Lease in the hands of one that was killed.
  240_000,
);
