// @vitest-environment happy-dom
import type { ElementDefinition } from "cytoscape";
import cytoscape from "cytoscape";
import { expect, it, vi } from "vitest";
import { createAdder } from "./add-in-parts.ts";

const nodes = (count: number, name: string): ElementDefinition[] =>
  Array.from({ length: count }, (_, index) => ({ data: { id: `${name} ${index}` } }));

function adding() {
  const cy = cytoscape({ headless: true });
  const onDone = vi.fn();
  return { cy, onDone, adder: createAdder(cy, onDone) };
}

it("adds few elements at once and says nothing", () => {
  const { cy, onDone, adder } = adding();
  adder.add(nodes(20, "node"));
  expect(cy.elements()).toHaveLength(20);
  expect(adder.isDone()).toBe(true);
  expect(onDone).not.toHaveBeenCalled();
});

it("adds many over several frames, and says when all are there", async () => {
  const { cy, onDone, adder } = adding();
  adder.add(nodes(1500, "node"));
  expect(cy.elements().length).toBeLessThan(1500);
  expect(adder.isDone()).toBe(false);
  await expect.poll(() => onDone.mock.calls.length).toBe(1);
  expect(cy.elements()).toHaveLength(1500);
});

it("has all of the last call before it begins another", () => {
  const { cy, onDone, adder } = adding();
  adder.add(nodes(1500, "node"));
  adder.add(nodes(10, "other"));
  expect(cy.elements()).toHaveLength(1510);
  expect(onDone).toHaveBeenCalledOnce();
});
