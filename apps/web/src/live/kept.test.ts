import { expect, it } from "vitest";
import { liesBeforeHistory } from "./kept.ts";

const historyFrom = "2026-11-20T03:00:00Z";

it.each([
  { at: "2026-11-20T02:59:59Z", historyFrom, lies: true },
  { at: "2026-11-20T04:30:00+02:00", historyFrom, lies: true },
  { at: historyFrom, historyFrom, lies: false },
  { at: undefined, historyFrom, lies: false },
  { at: "2001-01-01T00:00:00Z", historyFrom: undefined, lies: false },
])("$at lies before a history from $historyFrom: $lies", ({ at, historyFrom: from, lies }) => {
  expect(liesBeforeHistory(at, from)).toBe(lies);
});
