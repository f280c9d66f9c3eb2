import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, it } from "vitest";
import { testApp } from "../testing/test-app.ts";

let app: FastifyInstance;

beforeEach(async () => {
  app = await testApp();
});

afterEach(() => app.close());

const route = { kind: "VirtualService", namespace: "payments", name: "payment" };
const rule = { protocol: "http", index: 0 };
const weight = (value: unknown) => ({ host: "payment", subset: "v1", weight: value });
const request = { route, rule, weights: [weight(100)] };

it.each([
  { method: "GET", url: "/api/traffic-routes" },
  { method: "GET", url: "/api/route-changes" },
  { method: "POST", url: "/api/route-plans", payload: request },
  { method: "POST", url: "/api/route-changes", payload: { ...request, resourceVersion: "7" } },
  { method: "POST", url: "/api/route-changes/a/undo", payload: {} },
] as const)("says that there is no cluster: $method $url", async (question) => {
  const answer = await app.inject({ headers: { host: "127.0.0.1" }, ...question });
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ code: "no_cluster" });
});

it.each([null, "5", 5.5, -1, true, [], {}, 1_000_001])("never makes a weight of %j", async (value) => {
  const payload = { ...request, weights: [weight(value)] };
  const answer = await app.inject({ method: "POST", url: "/api/route-plans", headers: { host: "127.0.0.1" }, payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: "bad_request", field: "weights[0].weight" });
});

it.each([
  { ...request, extra: 1 },
  { ...request, weights: [] },
  { ...request, weights: Array.from({ length: 65 }, () => weight(1)) },
  { ...request, rule: { protocol: "udp", index: 0 } },
  { ...request, rule: { protocol: "http", index: -1 } },
  { ...request, route: { ...route, name: 'a{}"b' } },
  { ...request, route: { ...route, namespace: "../kube-system" } },
])("refuses what is no plan: %j", async (payload) => {
  const answer = await app.inject({ method: "POST", url: "/api/route-plans", headers: { host: "127.0.0.1" }, payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
});
