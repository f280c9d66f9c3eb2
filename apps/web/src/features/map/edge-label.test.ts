import type { TopologyEdge } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { labelOf } from "./edge-label.ts";

function edgeTo(end: string): TopologyEdge {
  const found = demoTopology().edges.find(({ target }) => target.endsWith(end));
  if (found === undefined) throw new Error(`no edge to ${end}`);
  return found;
}

describe("labels", () => {
  it("says two things of a failing edge: how much fails, and how slow it is", () => {
    const label = labelOf(edgeTo("payment-v2"), "smart", false);
    expect(label).toEqual({ tone: "failing", lines: ["7.1 % errors", "p99 1.24 s"], brief: "7.1 %" });
  });

  it("says the one number that is off of a degraded edge", () => {
    expect(labelOf(edgeTo("legacy-erp"), "smart", true)).toEqual({
      tone: "degraded",
      lines: ["p95 320 ms"],
      brief: "320 ms",
    });
  });

  it.each([
    ["rate", "61/s"],
    ["success", "100 %"],
    ["p50", "p50 10 ms"],
    ["p95", "p95 40 ms"],
    ["p99", "p99 80 ms"],
  ] as const)("writes %s on a healthy edge as %s", (choice, words) => {
    expect(labelOf(edgeTo("payment-v1"), choice, false)).toMatchObject({ tone: "plain", lines: [words] });
  });

  it("keeps silent about a healthy edge that is not busy", () => {
    expect(labelOf(edgeTo("payment-v1"), "smart", false)).toBeUndefined();
  });

  it("writes nothing where nothing was measured", () => {
    expect(labelOf(edgeTo("redis"), "p99", true)).toBeUndefined();
    expect(labelOf(edgeTo("redis"), "smart", true)).toBeUndefined();
  });

  it("says how many connections fail where there are no requests", () => {
    const failed = { code: "failed-connections", status: "failing", value: 0.7, threshold: 0.03 } as const;
    const health = { status: "failing" as const, basis: "connections" as const, causes: [failed] };
    const edge = { ...edgeTo("redis"), failedConnectionRatio: 0.7, health };
    expect(labelOf(edge, "smart", false)).toEqual({ tone: "failing", lines: ["70 % conn. fail"], brief: "70 %" });
  });

  it("names refused requests as such", () => {
    const refused = { code: "client-errors", status: "degraded", value: 0.12, threshold: 0.1 } as const;
    const health = { status: "degraded" as const, basis: "requests" as const, causes: [refused] };
    const edge = { ...edgeTo("payment-v1"), clientErrorRatio: 0.12, health };
    expect(labelOf(edge, "smart", false)).toMatchObject({ tone: "degraded", lines: ["12 % refused"] });
  });

  it("says the edge's own numbers where it was judged by older ones", () => {
    const slow = { code: "slow", status: "degraded", value: 2210, threshold: 900 } as const;
    const errors = { code: "server-errors", status: "failing", value: 0.5, threshold: 0.03 } as const;
    const latencyMs = { p50: 10, p95: 492, p99: 978 };
    const late = {
      ...edgeTo("payment-v1"),
      latencyMs,
      health: { status: "degraded" as const, basis: "requests" as const, causes: [slow] },
    };
    const broken = {
      ...late,
      errorRatio: 0.071,
      health: { status: "failing" as const, basis: "requests" as const, causes: [errors] },
    };
    expect(labelOf(late, "smart", false)?.lines).toEqual(["p95 492 ms"]);
    expect(labelOf(broken, "smart", false)?.lines).toEqual(["7.1 % errors", "p99 978 ms"]);
  });

  it("writes nothing at all when no labels are wanted", () => {
    expect(labelOf(edgeTo("payment-v2"), "none", true)).toBeUndefined();
  });
});
