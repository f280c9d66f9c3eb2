import type { NodeId, RouteDestination, TrafficRoute } from "@fyr/contract";
import { expect, it } from "vitest";
import { isDestinationVisible, visibleRoute } from "./visible-route.ts";

function destination(host: string): RouteDestination {
  return {
    host,
    weight: 50,
    configuredShare: 0.5,
    observedShare: 0.5,
    requestsPerSecond: 10,
    errorRatio: 0.1,
    latencyMs: { p50: 1, p95: 2, p99: 3 },
    workloads: [host],
    nodes: [`workload/north/shop/${host}` as NodeId],
    pods: { ready: 1, total: 1 },
    health: "failing",
  };
}

const route: TrafficRoute = {
  route: { kind: "VirtualService", namespace: "shop", name: "cart" },
  apiVersion: "networking.istio.io/v1",
  resourceVersion: "1",
  generation: 1,
  hosts: ["cart"],
  gateways: ["mesh"],
  parents: [],
  delegatedBy: [],
  rules: [
    {
      rule: { protocol: "http", index: 0 },
      matches: [],
      splits: true,
      destinations: [destination("cart"), destination("pay.payments.svc.cluster.local")],
    },
  ],
  owner: { kind: "hand", reverts: "no", why: "no-owner", drives: false },
  editable: true,
  health: "failing",
};

it("leaves out what is measured where one may not look, and the shares that would tell it", () => {
  const seen = visibleRoute(new Set(["shop"]), route);
  const [own, other] = seen.rules[0]?.destinations ?? [];
  expect(own).toMatchObject({ requestsPerSecond: 10, health: "failing" });
  expect(own).not.toHaveProperty("observedShare");
  expect(other).toEqual({
    host: "pay.payments.svc.cluster.local",
    weight: 50,
    configuredShare: 0.5,
    workloads: [],
    nodes: [],
    health: "unknown",
  });
  expect(seen.health).toBe("unknown");
});

it("leaves everything where everything may be seen", () => {
  expect(visibleRoute("all", route)).toBe(route);
  expect(visibleRoute(new Set(["shop", "payments"]), route)).toBe(route);
});

it("takes a host outside the cluster for one of the route's own namespace", () => {
  expect(isDestinationVisible(new Set(["shop"]), { host: "api.bank.example" }, "shop")).toBe(true);
  expect(isDestinationVisible(new Set(["payments"]), { host: "api.bank.example" }, "shop")).toBe(false);
});
