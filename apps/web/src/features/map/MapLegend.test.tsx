// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { MapLegend } from "./MapLegend.tsx";
import { badges } from "./marks/badges.ts";
import { edgeLooks } from "./marks/edge-looks.ts";
import { nodeShapes } from "./marks/node-shapes.ts";
import { ringNames } from "./marks/ring.ts";

let root: Root;
let sized = 0;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
  act(() => root.render(<MapLegend topology={demoTopology()} folded={false} onSize={() => sized++} />));
  sized = 0;
});
afterEach(() => act(() => root.unmount()));

function rows(): string[] {
  return [...document.querySelectorAll("li")].map((row) => row.textContent);
}

function clickMore(): void {
  act(() => document.querySelector("button")?.click());
}

describe("the legend", () => {
  it("tells what this picture draws", () => {
    expect(rows()).toEqual([
      "healthy",
      "degraded",
      "failing",
      "TCP",
      "failed requests",
      "requests in, red fail",
      "TCP or outbound only",
      "gateway",
      "external, service entry",
      "no sidecar",
      "plaintext",
      "traffic split",
      "circuit breaker",
    ]);
  });

  it("tells on request all that can be drawn, each with its sign", () => {
    clickMore();
    const drawn = [edgeLooks, nodeShapes, badges].flatMap((table) => Object.values(table).map(({ name }) => name));
    expect(rows()).toEqual(expect.arrayContaining([...drawn, ...Object.values(ringNames), "requests", "no sidecar"]));
    expect([...document.querySelectorAll("li svg")].every((sign) => sign.childElementCount > 0)).toBe(true);
  });

  it("says that it grew, so that the map makes room", () => {
    clickMore();
    expect(sized).toBe(1);
  });
});
