import { expect, it } from "vitest";
import { toggled } from "./scope-choice.ts";

it.each([
  { was: undefined, name: "shop", isOn: true, now: ["shop"] },
  { was: ["shop"], name: "edge", isOn: true, now: ["edge", "shop"] },
  { was: ["edge", "shop"], name: "edge", isOn: false, now: ["shop"] },
  { was: ["shop"], name: "shop", isOn: false, now: undefined },
  { was: ["edge", "shop"], name: "payments", isOn: true, now: undefined },
])("$name ticked $isOn in $was gives $now", ({ was, name, isOn, now }) => {
  expect(toggled(was, name, isOn, 3)).toEqual(now);
});
