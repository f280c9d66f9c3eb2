// @vitest-environment happy-dom

import type { Topology } from "@fyr/contract";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ProblemList } from "./ProblemList.tsx";
import { at, node } from "./problem.fixture.ts";

let root: Root;
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
});
afterEach(() => act(() => root.unmount()));

function textWith(warnings: string[]): string {
  const nodes = [node("cart")];
  const totals = { edges: 1 };
  const topology = { ...at, nodes, edges: [], problems: [], totals, warnings } as unknown as Topology;
  act(() => root.render(<ProblemList topology={topology} selection={undefined} onSelect={() => undefined} />));
  return document.body.textContent;
}

it("says what a picture with traffic lacks", () => {
  const said = textWith(["TCP connections could not be read: too many samples.", "No app is named."]);
  expect(said).toContain("What the numbers lackTCP connections could not be read: too many samples.No app is named.");
});

it("says nothing of it where all could be read", () => {
  expect(textWith([])).not.toContain("What the numbers lack");
});
