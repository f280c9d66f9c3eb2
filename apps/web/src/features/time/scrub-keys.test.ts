import { expect, it } from "vitest";
import { movesOf } from "./scrub-keys.ts";

const now = Date.parse("2026-11-20T03:14:20.000Z");
const span = { from: now - 3_600_000, to: now };
const press = (key: string, at: number, shiftKey = false) =>
  movesOf({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }, { at, span, stepMs: 15_000, now });
const clock = (text: string) => Date.parse(`2026-11-20T${text}.000Z`);

it.each([
  { key: "ArrowLeft", from: "03:14:20", to: "03:14:15" },
  { key: "ArrowLeft", from: "03:14:15", to: "03:14:00" },
  { key: "ArrowLeft", shift: true, from: "03:14:15", to: "03:11:45" },
  { key: "ArrowRight", from: "03:00:00", to: "03:00:15" },
  { key: "ArrowRight", from: "03:14:15", to: "03:14:20" },
  { key: "PageUp", from: "03:00:00", to: "03:02:30" },
  { key: "Home", from: "03:00:00", to: "02:14:20" },
  { key: "ArrowLeft", shift: true, from: "02:15:00", to: "02:14:20" },
  { key: "End", from: "03:00:00", to: "03:14:20" },
])("$key (with Shift: $shift) goes from $from to $to", ({ key, shift, from, to }) => {
  expect(press(key, clock(from), shift)).toEqual({ kind: "to", at: clock(to) });
});

it("leaves other keys to others", () => {
  expect(press("n", now)).toBeUndefined();
  expect(press("+", now)).toEqual({ kind: "zoom", by: -1 });
});
