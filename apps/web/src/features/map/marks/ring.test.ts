import type { Health, TopologyNode } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { shapeOf } from "./node-shapes.ts";
import { ringOf } from "./ring.ts";

function node(change: Partial<TopologyNode>): TopologyNode {
  return {
    id: "n" as TopologyNode["id"],
    kind: "workload",
    cluster: "demo",
    name: "n",
    inbound: {},
    outbound: {},
    health: { status: "healthy", basis: "pods", causes: [] },
    flags: [],
    ...change,
  };
}

function unknown(basis: Health["basis"]): Health {
  return { status: "unknown", basis, causes: [] };
}

const well = { healthy: 1, degraded: 0, failing: 0, unknown: 0 };

describe("the ring of a node", () => {
  it("shows inbound requests by outcome", () => {
    expect(ringOf(node({ inbound: { byHealth: well } }))).toEqual({ kind: "shares", shares: well });
  });

  it("shows what a gateway sends, for nobody in the mesh calls it", () => {
    expect(ringOf(node({ kind: "gateway", outbound: { byHealth: well } })).kind).toBe("shares");
    expect(ringOf(node({ outbound: { byHealth: well } })).kind).toBe("plain");
    const app = node({ kind: "app", standsFor: "gateway", outbound: { byHealth: well } });
    expect([shapeOf(app), ringOf(app).kind]).toEqual(["gateway", "shares"]);
  });

  it.each([
    ["is plain for TCP, which nobody can judge", { inbound: { bytesPerSecond: 90 }, health: unknown("tcp") }, "plain"],
    ["is plain for TCP behind ready pods", { inbound: { bytesPerSecond: 90 } }, "plain"],
    ["is plain for who only calls others", { outbound: { requestsPerSecond: 4, byHealth: well } }, "plain"],
    [
      "is plain for who is never called",
      { outbound: { requestsPerSecond: 4 }, health: unknown("no-requests") },
      "plain",
    ],
    ["is plain where outcomes are not reported", { health: unknown("no-codes") }, "plain"],
    ["is dotted where nothing was seen", { flags: ["noTraffic" as const] }, "dotted"],
    ["is dotted without requests", { health: unknown("no-requests") }, "dotted"],
    [
      "is dotted where requests were too few to judge",
      { inbound: { byHealth: { ...well, healthy: 0, unknown: 1 } }, health: unknown("few-requests") },
      "dotted",
    ],
  ] as const)("%s", (_, change, kind) => {
    expect(ringOf(node({ ...change, flags: [...("flags" in change ? change.flags : [])] })).kind).toBe(kind);
  });
});
