import { expect, it } from "vitest";
import { createBoundedMap } from "./bounded-map.ts";

it("forgets what was set longest ago", () => {
  const map = createBoundedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 3);
  map.set("c", 4);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([3, undefined, 4]);
  expect(map.has("b")).toBe(false);
});

it("keeps what is set although it is undefined", () => {
  const map = createBoundedMap<string, undefined>(1);
  map.set("a", undefined);
  expect(map.has("a")).toBe(true);
});
