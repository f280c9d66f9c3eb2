import { KubernetesError } from "@fyr/kubernetes";
import type { KubernetesObject, RecordedChange } from "@fyr/routing";
import { describe, expect, it } from "vitest";
import type { ChangesCluster } from "./dependencies.ts";
import { watchedChange } from "./watched-change.ts";

const weights = (v1: number) => [
  { host: "payment", subset: "v1", weight: v1 },
  { host: "payment", subset: "v2", weight: 100 - v1 },
];

const payment = (v1: number): KubernetesObject => ({
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name: "payment", namespace: "payments", resourceVersion: "7" },
  spec: {
    hosts: ["payment"],
    http: [{ route: weights(v1).map(({ host, subset, weight }) => ({ destination: { host, subset }, weight })) }],
  },
});

function isOverwritten(read: () => Promise<KubernetesObject>): Promise<boolean> {
  const unused = () => Promise.reject(new Error("not asked for here"));
  const cluster = { own: { routes: { read } } } as unknown as ChangesCluster;
  const telemetry = { requestsByDestination: unused, lastPush: unused, controlPlaneVersion: unused };
  const change = {
    at: "2026-11-20T03:02:00.000Z",
    rule: { protocol: "http", index: 0 },
    before: weights(95),
    after: weights(100),
  } as RecordedChange;
  return watchedChange({ cluster, telemetry }, payment(100), change).isOverwritten(new AbortController().signal);
}

describe("a watched change", () => {
  it("stands while the rule has its weights", async () => {
    expect(await isOverwritten(async () => payment(100))).toBe(false);
  });

  it("is overwritten by other weights, and when the route is deleted", async () => {
    expect(await isOverwritten(async () => payment(90))).toBe(true);
    const gone = new KubernetesError("unknown_route", 'virtualservices.networking.istio.io "payment" not found');
    expect(await isOverwritten(() => Promise.reject(gone))).toBe(true);
  });

  it("is not called overwritten because the API server does not answer", async () => {
    const away = new KubernetesError("kubernetes_unavailable", "No answer.");
    await expect(isOverwritten(() => Promise.reject(away))).rejects.toBe(away);
  });
});
