import { expect, it } from "vitest";
import { typedWindow } from "./read-window.ts";

it.each([
  ["90s", 90],
  ["last 10m", 600],
  ["2 Hours", 7200],
  ["7d", 604_800],
])("takes %j for a window of %i s", (text, seconds) => {
  expect(typedWindow(text)).toMatchObject({ kind: "go", seconds });
});

it("says what Fyr will widen, and what Prometheus no longer has", () => {
  expect(typedWindow("30s", 60)).toMatchObject({
    note: "Samples come every 15 s: Fyr widens it to 1 min, four of them.",
  });
  expect(typedWindow("2h", 60, 3700)).toMatchObject({ note: "Prometheus has samples of the last 1 h 1 min only." });
  expect(typedWindow("1h", 60, 3700)).not.toHaveProperty("note");
});

it("refuses what is no window", () => {
  expect(typedWindow("8d")).toMatchObject({ kind: "fault" });
  expect(typedWindow("0s")).toMatchObject({ kind: "fault" });
  expect(typedWindow("90")).toEqual({ kind: "unread" });
  expect(typedWindow("")).toEqual({ kind: "unread" });
});
