// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { MapLegend } from "./MapLegend.tsx";
import { badges } from "./marks/badges.ts";
import { edgeLooks } from "./marks/edge-looks.ts";
import { nodeShapes } from "./marks/node-shapes.ts";
import { ringNames } from "./marks/ring.ts";

let root: Root;
let sized = 0;
let frame: Element;
let resized: () => void = () => {};

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => {};
      disconnect = () => {};
      constructor(listener: () => void) {
        resized = listener;
      }
    },
  );
  window.localStorage.clear();
  show(1100);
});
afterEach(() => act(() => root.unmount()));

/** A map of so many px, with its legend. */
function show(width: number): void {
  const map = document.createElement("div");
  widen(map, width);
  act(() =>
    root.render(
      <MapLegend
        key={width}
        topology={demoTopology()}
        folded={false}
        frame={{ current: map }}
        onSize={() => sized++}
      />,
    ),
  );
  frame = map;
  sized = 0;
}

function widen(map: Element, width: number): void {
  Object.defineProperty(map, "clientWidth", { value: width, configurable: true });
}

function isOpen(): boolean {
  return document.querySelector("details")?.open === true;
}

function pressTitle(): void {
  act(() => document.querySelector("summary")?.click());
}

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

  it("leaves the room to a narrow map, and comes back with it", () => {
    widen(frame, 800);
    act(() => resized());
    expect([isOpen(), sized]).toEqual([false, 1]);
    widen(frame, 1100);
    act(() => resized());
    expect([isOpen(), sized]).toEqual([true, 2]);
  });

  it("stays as somebody left it, however wide the map is and after a reload", () => {
    show(800);
    expect(isOpen()).toBe(false);
    pressTitle();
    expect(isOpen()).toBe(true);
    show(700);
    expect(isOpen()).toBe(true);
    pressTitle();
    show(1100);
    expect(isOpen()).toBe(false);
  });
});
