import { expect, it } from "vitest";
import { readDuration } from "./durations.ts";

it.each([
  ["90s", 90],
  ["90 sec", 90],
  ["10m", 600],
  ["2h", 7200],
  ["1h30m", 5400],
  ["1 h 30 min", 5400],
  ["1 hour and 5 minutes", 3900],
  ["1.5 hours", 5400],
  ["half an hour", 1800],
  ["an hour", 3600],
  ["7d", 604_800],
  ["2 weeks", 1_209_600],
])("%s is %i s", (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});

it.each(["", "90", "h", "2 months", "5 mangos", "1h x", "-5m", "1:30"])("%j is no duration", (text) => {
  expect(readDuration(text)).toBeUndefined();
});
