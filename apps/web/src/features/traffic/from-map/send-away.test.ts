import { expect, it } from "vitest";
import { destinationOf, ruleWith } from "../route/route.fixture.ts";
import { safeDestination } from "./send-away.ts";

it.each([
  { name: "a canary that fails", v1: "healthy", v2: "failing", at: [95, 5], safe: 0 },
  { name: "a stable version that fails", v1: "failing", v2: "healthy", at: [50, 50], safe: 1 },
  { name: "both failing", v1: "failing", v2: "failing", at: [50, 50], safe: 0 },
  { name: "nothing wrong", v1: "healthy", v2: "healthy", at: [95, 5], safe: 0 },
  { name: "all traffic there already", v1: "healthy", v2: "healthy", at: [100, 0], safe: undefined },
] as const)("leads away from $name", ({ v1, v2, at, safe }) => {
  const rule = ruleWith(destinationOf("v1", at[0], { health: v1 }), destinationOf("v2", at[1], { health: v2 }));
  expect(safeDestination(rule)).toBe(safe);
});
