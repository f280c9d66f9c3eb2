import { expect, it } from "vitest";
import { comparePods, type PodsRead } from "./measured-pods.ts";

const histogram = { bounds: [10, 100, Number.POSITIVE_INFINITY], perSecond: [5, 9, 10] };
const measured = (name: string, errorsPerSecond: number) => ({
  name,
  ...{ requestsPerSecond: 10, unclassifiedPerSecond: 0, errorsPerSecond, histogram, meanMs: 30 },
});
const state = (name: string, host: string) => ({ name, host, phase: "Running", ready: true, restarts: 0 });
const read: PodsRead = {
  traffic: { pods: [measured("cart-1", 0.01), measured("cart-2", 4)], arePodsNamed: true },
  containers: [{ name: "cart-1", cpuCores: 0.5 }],
  connections: undefined,
  states: [state("cart-1", "node-a"), state("cart-3", "node-b")],
  zones: new Map([["node-a", "eu-1"]]),
  windowSeconds: 60,
};

it("puts pods side by side, each with what is known of it alone, and marks who stands out", () => {
  const { pods, standsOut, notCollected } = comparePods(read);
  expect(pods.map(({ name }) => name)).toEqual(["cart-1", "cart-2", "cart-3"]);
  expect(pods[0]).toMatchObject({
    host: "node-a",
    zone: "eu-1",
    cpuCores: 0.5,
    latencyMs: { mean: 30 },
    errorRatio: 0.001,
  });
  expect(pods[1]).not.toHaveProperty("state");
  expect(pods[2]).not.toHaveProperty("requestsPerSecond");
  expect(standsOut).toMatchObject({ what: "pod", name: "cart-2", by: "errors" });
  expect(notCollected).toEqual(["throttling", "memory", "envoy"]);
});

it("says that series do not name their pods", () => {
  expect(comparePods({ ...read, traffic: { pods: [], arePodsNamed: false } }).notCollected).toContain("pod-labels");
});
