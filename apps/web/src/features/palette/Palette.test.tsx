// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PaletteEntry } from "./entries.ts";
import { Palette } from "./Palette.tsx";

let root: Root;
let done: string[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  done = [];
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
  act(() =>
    root.render(
      <MantineProvider env="test">
        <Palette opened entries={entries} onClose={() => done.push("closed")} />
      </MantineProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

const to: PaletteEntry = { id: "db", name: "db", about: "", group: "Workloads", run: () => void done.push("db") };
const entries: readonly PaletteEntry[] = [
  { id: "fit", name: "Fit", about: "", group: "Actions", run: () => void done.push("fit") },
  {
    id: "paths",
    name: "Paths…",
    about: "",
    group: "Actions",
    next: () => ({ asked: "To which one?", entries: [to] }),
  },
];

it("stays open for what an entry asks next, and closes before that is done", () => {
  press("ArrowDown");
  press("Enter");
  expect([field().placeholder, shown(), done]).toEqual(["To which one?", ["db"], []]);
  press("Enter");
  expect(done).toEqual(["closed", "db"]);
});

it("goes back to what was asked before with nothing typed and Backspace", () => {
  press("ArrowDown");
  press("Enter");
  press("Backspace");
  expect(shown()).toEqual(["Fit", "Paths…"]);
});

function field(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>("[role=combobox]");
  if (found === null) throw new Error("there is no field");
  return found;
}

function shown(): string[] {
  return [...document.querySelectorAll("[role=option]")].map((option) =>
    option.textContent.replace("Actions", "").replace("Workloads", ""),
  );
}

function press(key: string): void {
  act(() => void field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
}
