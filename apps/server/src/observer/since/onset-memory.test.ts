import type { EdgeId } from "@fyr/contract";
import { expect, it } from "vitest";
import { createOnsetMemory } from "./onset-memory.ts";

const failing = "checkout calls payment" as EdgeId;
const there = new Set([failing]);
const nothing = new Set<EdgeId>();
const never = () => false;

function began(since: number) {
  const memory = createOnsetMemory();
  memory.remember(failing, { since });
  memory.seen(there, since + 100, never);
  return memory;
}

it("keeps the beginning of a problem that dips for a moment", () => {
  const memory = began(0);
  memory.seen(nothing, 110, never);
  memory.seen(there, 140, never);
  expect(memory.all().get(failing)).toEqual({ since: 0 });
});

it("lets a problem begin anew that was over for a minute", () => {
  const memory = began(0);
  memory.seen(nothing, 110, never);
  memory.seen(there, 175, never);
  expect([memory.has(failing), memory.overSince(failing)]).toEqual([false, 110]);
});

it("lets a problem begin anew whose edge carried nothing for a whole window, however soon it is back", () => {
  const memory = began(0);
  memory.seen(nothing, 110, () => true);
  memory.seen(there, 130, never);
  expect([memory.has(failing), memory.overSince(failing)]).toEqual([false, 110]);
});
