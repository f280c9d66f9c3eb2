import { afterEach, expect, it } from "vitest";
import { tellTimesIn } from "../../ui/clock.ts";
import { fromLocalInput, localInput, stepped } from "./past-moments.ts";

afterEach(() => tellTimesIn("local"));

const now = Date.parse("2026-11-20T03:14:20.000Z");

it("steps one window back, and on until it is live again", () => {
  const back = stepped(undefined, -1, 60, now);
  expect(back).toBe("2026-11-20T03:13:20.000Z");
  expect(stepped(back, 1, 60, now)).toBeUndefined();
});

it.each(["local", "utc"] as const)("reads back the %s time it shows", (zone) => {
  tellTimesIn(zone);
  expect(fromLocalInput(localInput(now))).toBe(now);
  if (zone === "utc") expect(localInput(now)).toBe("2026-11-20T03:14:20");
  expect(fromLocalInput("soon")).toBeUndefined();
});
