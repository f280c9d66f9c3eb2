import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../../test/fixtures/demo-cluster.ts";
import { connectCluster } from "../connect-cluster.ts";
import { mostLines } from "./log-lines.ts";
import { readAccess } from "./read-access.ts";

const run = promisify(execFile);
const { signal } = new AbortController();

let demo: DemoCluster;
let pod: string;
beforeAll(async () => {
  demo = await startDemoCluster();
  const of = ["-n", "shop", "get", "pods", "-l", "app=cart", "-o", "jsonpath={.items[0].metadata.name}"];
  pod = (await run("kubectl", ["--kubeconfig", demo.kubeconfig, ...of])).stdout;
});
afterAll(() => demo.remove());

const as = async (context: string) =>
  (await connectCluster({ kubeconfig: demo.kubeconfig, context, now: Date.now })).own;

it("reads what a pod's proxy wrote in the last minutes, newest last", async () => {
  const to = Date.now() / 1000;
  const span = { from: to - 600, to, tail: true, previous: false };
  const ada = await as("admin");
  const own = await ada.logs({ namespace: "shop", pod, ...span }, signal);
  expect(own).toMatchObject({ container: "cart", containers: ["cart", "istio-proxy"] });
  const { lines } = await ada.logs({ namespace: "shop", pod, container: "istio-proxy", ...span }, signal);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(mostLines);
  expect(lines.every(({ text }) => readAccess(text)?.code !== undefined)).toBe(true);
  const times = lines.map(({ at }) => at ?? "");
  expect(times).toEqual(times.toSorted());
});

it("is refused what the one who asks may not read, and told that a pod is gone", async () => {
  const span = { from: 0, to: 1, tail: true, previous: false };
  await expect((await as("fyr")).logs({ namespace: "shop", pod, ...span }, signal)).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect((await as("admin")).logs({ namespace: "shop", pod: "gone", ...span }, signal)).rejects.toMatchObject({
    code: "unknown_pod",
  });
});
