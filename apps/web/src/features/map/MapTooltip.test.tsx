// @vitest-environment happy-dom
import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Selection } from "../../view/view-state.ts";
import { demoTopology } from "./demo-topology.fixture.ts";
import { MapTooltip } from "./MapTooltip.tsx";

const topology = demoTopology();

function textOf(selection: Selection, change: { node?: Partial<TopologyNode>; edge?: Partial<TopologyEdge> } = {}) {
  const changed = {
    ...topology,
    nodes: topology.nodes.map((node) => (node.id === selection.id ? { ...node, ...change.node } : node)),
    edges: topology.edges.map((edge) => (edge.id === selection.id ? { ...edge, ...change.edge } : edge)),
  };
  const box = document.createElement("div");
  box.innerHTML = renderToStaticMarkup(<MapTooltip hovered={{ selection, at: { x: 1, y: 1 } }} topology={changed} />);
  return box.textContent;
}

describe("the tooltip", () => {
  it.each([
    ["circuitBreaker", "circuit breaker on its host"],
    ["trafficSplit", "traffic split"],
    ["faultInjection", "fault injection"],
    ["plaintext", "plaintext callers"],
    ["noSidecar", "no sidecar"],
  ] as const)("says what %s on a node means", (flag, words) => {
    const text = textOf({ type: "node", id: "node shop/cart" }, { node: { flags: [flag] } });
    expect(text).toContain(words);
  });

  it.each([
    [{ flags: ["plaintext" as const] }, "plaintext: no mTLS"],
    [{ flags: ["partlyPlaintext" as const], mtlsRatio: 0.6 }, "40 % plaintext, the rest mTLS"],
  ])("says how much of an edge goes in plaintext: %#", (edge, words) => {
    expect(textOf({ type: "edge", id: "edge checkout/orders legacy/legacy-erp" }, { edge })).toContain(words);
  });

  it("says what a verdict stands on where it is not requests", () => {
    expect(textOf({ type: "node", id: "node platform/redis" })).toContain("TCP: success is not measured");
    const pods = {
      health: { status: "healthy" as const, basis: "pods" as const, causes: [] },
      pods: { ready: 2, total: 2 },
    };
    const text = textOf({ type: "node", id: "node platform/redis" }, { node: pods });
    expect(text).toContain("judged by its pods");
    expect(text?.split("2 of 2 pods ready")).toHaveLength(2);
  });
});
