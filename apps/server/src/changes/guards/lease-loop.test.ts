import type { Lease } from "@fyr/kubernetes";
import { afterEach, expect, it } from "vitest";
import { noObjects } from "../../testing/mesh-objects.ts";
import { type LeaseJob, type LeaseLoop, startLeaseLoop } from "./lease-loop.ts";

let loop: LeaseLoop | undefined;

afterEach(() => loop?.close());

function start(jobs: readonly LeaseJob[], lease: Partial<Lease> = {}) {
  const said: string[] = [];
  const heard: string[] = [];
  loop = startLeaseLoop({
    lease: {
      namespace: "fyr",
      hold: async () => {
        said.push("hold");
        return { isHeld: true, notes: undefined };
      },
      remainingMs: () => 1_000,
      release: async () => {
        said.push("release");
      },
      ...lease,
    },
    objects: async () => noObjects,
    jobs,
    notes: { write: () => "mine", read: (text) => heard.push(text) },
    onLook: () => undefined,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    everyMs: 1,
    onMishap: (error) => said.push(`mishap: ${error}`),
  });
  return { said, heard };
}

function job(parts: Partial<LeaseJob> = {}): LeaseJob & { readonly passes: () => number } {
  let passes = 0;
  return {
    name: "counting",
    hasWork: () => true,
    passes: () => passes,
    pass: async () => {
      passes += 1;
    },
    ...parts,
  };
}

it("does its jobs again and again while it holds the Lease", async () => {
  const counting = job();
  start([counting]);
  await expect.poll(counting.passes).toBeGreaterThan(2);
});

it("asks for no Lease while there is nothing to do", async () => {
  let looks = 0;
  const idle = job({
    hasWork: () => {
      looks += 1;
      return false;
    },
  });
  const { said } = start([idle]);
  await expect.poll(() => looks).toBeGreaterThan(3);
  expect(said).not.toContain("hold");
  expect(idle.passes()).toBe(0);
});

it("hears what the holder notes, and does nothing itself", async () => {
  const counting = job();
  const { heard } = start([counting], { hold: async () => ({ isHeld: false, notes: "theirs" }) });
  await expect.poll(() => heard.length).toBeGreaterThan(1);
  expect(heard[0]).toBe("theirs");
  expect(counting.passes()).toBe(0);
});

it("ends a pass before another replica may begin", async () => {
  let ended = false;
  const hanging = job({
    pass: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          ended = true;
          reject(signal.reason);
        });
      }),
  });
  start([hanging], { remainingMs: () => 20 });
  await expect.poll(() => ended).toBe(true);
});

it("lets no job that fails stop the others", async () => {
  const counting = job();
  const failing = job({ pass: async () => Promise.reject(new Error("no")) });
  const { said } = start([failing, counting]);
  await expect.poll(counting.passes).toBeGreaterThan(1);
  expect(said.filter((words) => words === "mishap: Error: no")).toHaveLength(1);
});

it("releases the Lease when it is closed", async () => {
  const counting = job();
  const { said } = start([counting]);
  await expect.poll(counting.passes).toBeGreaterThan(0);
  await loop?.close();
  expect(said.at(-1)).toBe("release");
});
