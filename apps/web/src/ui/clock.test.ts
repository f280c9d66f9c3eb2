import { afterEach, describe, expect, it } from "vitest";
import { dayBefore, exactClock, moment, momentsInWords, tellTimesIn } from "./clock.ts";

afterEach(() => tellTimesIn("local"));

const now = new Date(2026, 10, 20, 3, 14);
const onDay = (day: number) => new Date(2026, 10, day, 16, 42).getTime();

describe("a moment is told as near as it lies", () => {
  it.each([
    { at: new Date(2026, 10, 20, 3, 2).getTime(), words: "03:02" },
    { at: onDay(19), words: "Thu 16:42" },
    { at: onDay(10), words: "10 Nov 16:42" },
  ])("$words", ({ at, words }) => {
    expect(moment(at, now.getTime())).toBe(words);
  });
});

it("tells the instants in a sentence of the server as all others", () => {
  tellTimesIn("utc");
  const said = "Missing until 2026-11-20T03:02:15.000Z: too low until 2026-11-20T03:03:15Z.";
  expect(momentsInWords(said, "2026-11-20T03:03:00.000Z")).toBe("Missing until 03:02: too low until 03:03.");
});

it("names the day only where it is another", () => {
  expect(dayBefore(now.getTime() - 60_000, now.getTime())).toBe("");
  expect(dayBefore(onDay(19), now.getTime())).toBe("Thu ");
});

it("tells times in UTC to whoever chose so", () => {
  tellTimesIn("utc");
  expect(exactClock("2026-11-20T03:14:20+05:00")).toBe("22:14:20 UTC");
});
