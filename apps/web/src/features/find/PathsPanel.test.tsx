// @vitest-environment happy-dom
import type { Topology } from "@fyr/contract";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Selection } from "../../view/view-state.ts";
import { PathsPanel } from "./PathsPanel.tsx";
import { smallMesh } from "./small-mesh.fixture.ts";

const mesh = withMean(smallMesh("web>cart 0.001", "cart>pay 0.2", "web>pay 0.01", "pay>bank", "log>web"), {
  "web>cart": 10,
  "cart>pay": 20,
});

let root: Root;
let page: HTMLElement;
const onSelect = vi.fn<(selection: Selection) => void>();
const onChange = vi.fn<(pair: { from: string; to: string }) => void>();

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
});

afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.clearAllMocks();
});

describe("the paths from one workload to another", () => {
  it("stand with the worst first, each with its weakest call and what the means come to", () => {
    show("web", "pay");
    expect(page.querySelector("h2")?.textContent).toBe("2 paths from web to pay");
    expect(rows()).toEqual([
      ["80.0 %", "30 ms", "web→ cart→ pay"],
      ["99.00 %", "not measured", "web→ pay"],
    ]);
  });

  it("say of how many calls a sum is", () => {
    show("web", "bank");
    expect(rows()[0]).toEqual(["80.0 %", "30 ms of 2 of 3 calls", "web→ cart→ pay→ bank"]);
  });

  it("choose a call by a press", () => {
    show("web", "pay");
    act(() => button("cart → pay").click());
    expect(onSelect).toHaveBeenCalledWith({ type: "edge", id: "cart>pay" });
  });

  it("that are none say so, and offer the other direction", () => {
    show("pay", "web");
    expect(page.textContent).toContain("No path from pay to web");
    expect(page.textContent).toContain("In this window pay called nobody who, directly or through others, calls web.");
    act(() => buttonSaying("From web to pay there are 2 paths").click());
    expect(onChange).toHaveBeenCalledWith({ from: "web", to: "pay" });
  });

  it("that are none in either direction say that too", () => {
    show("log", "log2");
    expect(page.textContent).toContain("One of the two had no traffic in this window.");
    const apart = smallMesh("web>cart", "log>bank");
    show("cart", "bank", apart);
    expect(page.textContent).toContain("calls bank; nor the other way round.");
  });
});

function show(from: string, to: string, topology: Topology = mesh): void {
  const props = { topology, from, to, selection: undefined, onSelect, onChange, onClose: () => undefined };
  act(() => root.render(<PathsPanel {...props} />));
}

function rows(): string[][] {
  return [...page.querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? ""),
  );
}

function button(label: string): HTMLElement {
  return page.querySelector<HTMLElement>(`button[aria-label="${label}"]`) ?? document.createElement("i");
}

function buttonSaying(words: string): HTMLElement {
  return (
    [...page.querySelectorAll("button")].find(({ textContent }) => textContent === words) ?? document.createElement("i")
  );
}

function withMean(topology: Topology, means: Readonly<Record<string, number>>): Topology {
  const edges = topology.edges.map((edge) => {
    const mean = means[edge.id];
    return mean === undefined ? edge : { ...edge, latencyMs: { p50: 1, p95: 1, p99: 1, mean } };
  });
  return { ...topology, edges };
}
