import type { KubernetesObject } from "@fyr/routing";
import { expect, it } from "vitest";
import { guardMarkers } from "./guard-markers.ts";

const at = (minute: number) => `2026-11-20T03:0${minute}:00.000Z`;
const destination = (subset: string) => ({ host: "payment", subset });
const guard = {
  ...{ id: "g1", by: "ada", groups: [], change: "c1", canary: destination("v2"), stable: destination("v1") },
  rule: { protocol: "http", index: 0 },
  moves: [
    { index: 0, destination: destination("v1"), from: 95, to: 50 },
    { index: 1, destination: destination("v2"), from: 5, to: 50 },
  ],
  limits: { minSuccessRate: 0.99, minRequests: 50 },
  ...{ armedAt: at(0), until: at(9), endedAt: at(4), state: "fired", why: "Success rate 91.2 % was below 99 %." },
};
const routeWith = (...guards: readonly object[]): KubernetesObject => ({
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name: "payment", namespace: "payments", annotations: { "fyr.dev/guard": JSON.stringify(guards) } },
  spec: { hosts: ["payment"] },
});
const concern = { workloads: [], services: [{ namespace: "payments", name: "payment" }] };
const markersOf = (route: KubernetesObject) =>
  guardMarkers({ virtualServices: [route], gatewayRoutes: [] }, { concernOf: () => concern });

it("tells that a guard fired, whose it was, why, and which weights it put back", () => {
  expect(markersOf(routeWith(guard))).toMatchObject([
    {
      marker: {
        ...{ kind: "guard-fired", at: at(4), by: { person: "ada", tool: "fyr" }, message: guard.why, ...concern },
        ...{ from: "v1 50, v2 50", to: "v1 95, v2 5", knownFrom: "history" },
      },
      right: { group: "networking.istio.io", resource: "virtualservices", namespace: "payments" },
    },
  ]);
});

it("tells nothing of guards that watch still, or ended well", () => {
  expect(
    markersOf(routeWith({ ...guard, state: "armed", endedAt: undefined }, { ...guard, id: "g2", state: "passed" })),
  ).toEqual([]);
});
