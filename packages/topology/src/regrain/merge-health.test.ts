import type { Health } from "@fyr/contract";
import { expect, it } from "vitest";
import { buildTopology } from "../build.ts";
import { key, latency, picture, requests, workload } from "../testing/made-up.ts";
import { healthOfParts } from "./merge-health.ts";

const well: Health = { status: "healthy", basis: "requests", causes: [] };
const few: Health = { status: "unknown", basis: "few-requests", causes: [] };
const silent: Health = { status: "unknown", basis: "no-requests", causes: [] };
const errors = { code: "server-errors", value: 0.071, threshold: 0.03 } as const;
const failing: Health = { status: "failing", basis: "requests", causes: [{ ...errors, status: "failing" }] };
const noPods: Health = {
  status: "failing",
  basis: "pods",
  causes: [{ code: "pods-not-ready", status: "failing", value: 0, threshold: 2 }],
};

it.each([
  { what: "the worst part", parts: [well, failing], status: "failing", basis: "requests" },
  { what: "what can be judged before what cannot", parts: [few, well], status: "healthy", basis: "requests" },
  { what: "the reason that tells most", parts: [silent, few], status: "unknown", basis: "few-requests" },
  { what: "pods where they alone are unwell", parts: [well, noPods], status: "failing", basis: "pods" },
  {
    what: "all together where that is worse",
    parts: [few, few],
    together: failing,
    status: "failing",
    basis: "requests",
  },
])("takes $what", ({ parts, together, status, basis }) => {
  const named = parts.map((health, at) => ({ name: `v${at}`, health }));
  expect(healthOfParts(named, together)).toMatchObject({ status, basis });
});

it("names the part a cause is of, the worst first, and nobody where there is one part alone or all together", () => {
  const degraded: Health = { ...failing, status: "degraded", causes: [{ ...errors, status: "degraded" }] };
  const parts = [
    { name: "payment v1", health: degraded },
    { name: "payment v2", health: failing },
  ];
  expect(healthOfParts(parts).causes.map(({ part }) => part)).toEqual(["payment v2", "payment v1"]);
  expect(healthOfParts([{ name: "payment v2", health: failing }])).toBe(failing);
  expect(
    healthOfParts(
      [
        { name: "v1", health: few },
        { name: "v2", health: few },
      ],
      failing,
    ),
  ).toEqual(failing);
});

it("lets a canary with little traffic fail its app, service and namespace", () => {
  const web = workload("web");
  const stable = { ...workload("pay-v1"), app: "pay", service: "pay", serviceHost: "pay.shop.svc.cluster.local" };
  const canary = { ...stable, workload: "pay-v2", version: "v2" };
  const samples = [
    requests(key(web, stable), 95),
    requests(key(web, canary), 4.65),
    requests(key(web, canary), 0.35, { code: "503" }),
    latency(key(web, stable), { 10: 95 }, 95),
  ];
  for (const grain of ["app", "service", "namespace"] as const) {
    const { edges, nodes } = buildTopology(picture(samples, { grain }));
    const edge = edges.find(({ target }) => target.includes(grain));
    const named = { status: "failing", causes: [{ code: "server-errors", value: 0.07, part: "pay v2" }] };
    expect(edge).toMatchObject({ requestsPerSecond: 100, errorRatio: 0.0035, health: named });
    expect(nodes.find(({ id }) => id === edge?.target)).toMatchObject({
      inbound: { byHealth: { failing: 0.0035 } },
      health: named,
    });
  }
});

it("adds up failures that are too few on each part to judge it", () => {
  const web = workload("web");
  const calls = ["a", "b", "c"].map((name) => {
    const pay = { ...workload(`pay-${name}`), app: "pay", service: "pay", serviceHost: "pay.shop.svc.cluster.local" };
    return [requests(key(web, pay), 0.2), requests(key(web, pay), 0.05, { code: "503" })];
  });
  const whole = buildTopology(picture(calls.flat()));
  expect(whole.edges.map(({ health }) => health.basis)).toEqual(["few-requests", "few-requests", "few-requests"]);
  const [edge] = buildTopology(picture(calls.flat(), { grain: "app" })).edges;
  expect(edge?.health).toMatchObject({ status: "failing", causes: [{ value: 0.2 }] });
  expect(edge?.health.causes[0]?.part).toBeUndefined();
});
