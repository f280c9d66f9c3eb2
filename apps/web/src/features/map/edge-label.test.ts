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
    expect(label).toEqual({ tone: "failing", lines: ["7.1 % errors", "p99 1.24 s"] });
  });

  it("says the one number that is off of a degraded edge", () => {
    expect(labelOf(edgeTo("legacy-erp"), "smart", true)).toEqual({ tone: "degraded", lines: ["p99 640 ms"] });
  });

  it.each([
    ["rate", "61/s"],
    ["success", "100 %"],
    ["p50", "p50 10 ms"],
    ["p95", "p95 40 ms"],
    ["p99", "p99 80 ms"],
  ] as const)("writes %s on a healthy edge as %s", (choice, words) => {
    expect(labelOf(edgeTo("payment-v1"), choice, false)).toEqual({ tone: "plain", lines: [words] });
  });

  it("keeps silent about a healthy edge that is not busy", () => {
    expect(labelOf(edgeTo("payment-v1"), "smart", false)).toBeUndefined();
  });

  it("writes nothing where nothing was measured", () => {
    expect(labelOf(edgeTo("redis"), "p99", true)).toBeUndefined();
    expect(labelOf(edgeTo("redis"), "smart", true)).toBeUndefined();
  });

  it("names refused requests as such", () => {
    const refused = { code: "client-errors", status: "degraded", value: 0.12, threshold: 0.1 } as const;
    const edge = { ...edgeTo("payment-v1"), health: { status: "degraded" as const, causes: [refused] } };
    expect(labelOf(edge, "smart", false)).toEqual({ tone: "degraded", lines: ["12 % refused"] });
  });

  it("writes nothing at all when no labels are wanted", () => {
    expect(labelOf(edgeTo("payment-v2"), "none", true)).toBeUndefined();
  });
});
