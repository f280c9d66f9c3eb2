import { describe, expect, it } from "vitest";
import { failingFinding } from "../incident.fixture.ts";
import { baselineOf, comparedSeconds, keptBaseline, unkeptBaselines } from "./baseline.ts";

const at = "2026-11-20T03:14:20.000Z";

describe("what now is compared with", () => {
  const ms = Date.parse(at);

  it("ends where the finding begins, unless the address says otherwise", () => {
    expect(baselineOf({}, failingFinding.onset, ms, 60).before).toBe("2026-11-20T03:01:15.000Z");
    expect(baselineOf({}, undefined, ms, 60).before).toBe("2026-11-20T02:14:00.000Z");
    expect(baselineOf({ before: "1d" }, failingFinding.onset, ms, 60).before).toBe("2026-11-19T03:14:00.000Z");
    const typed = baselineOf({ before: "2026-11-20T02:00:00.000Z", beforeWindowSeconds: 300 }, undefined, ms, 60);
    expect(typed).toMatchObject({ before: "2026-11-20T02:00:00.000Z", windowSeconds: 300 });
  });
});

describe("a baseline of which nothing is kept", () => {
  const ms = Date.parse(at);
  const lastWeek = baselineOf({ before: "7d" }, failingFinding.onset, ms, 60);
  const usual = baselineOf({}, failingFinding.onset, ms, 60);

  it("gives way to the usual one, and that to the oldest there is", () => {
    expect(keptBaseline(lastWeek, usual, "2026-11-19T00:00:00Z")).toBe(usual);
    expect(keptBaseline(lastWeek, usual, "2026-11-20T02:55:00Z")).toMatchObject({
      before: "2026-11-20T03:05:00.000Z",
      windowSeconds: 600,
      words: "the oldest kept",
    });
  });

  it("stays where all of it is kept, and where nobody knows how far samples go back", () => {
    expect(keptBaseline(lastWeek, usual, "2026-11-13T03:04:00Z")).toBe(lastWeek);
    expect(keptBaseline(lastWeek, usual, "2026-11-13T03:04:01Z")).toBe(usual);
    expect(keptBaseline(lastWeek, usual, undefined)).toBe(lastWeek);
  });
});

describe("baselines that cannot be chosen", () => {
  it.each([
    ["none where nobody knows how far samples go back", undefined, []],
    ["none where a week and its window are kept", "2026-11-13T03:04:00Z", []],
    ["the last week where a second of it is not", "2026-11-13T03:04:01Z", ["7d"]],
    ["all that reach beyond an hour", "2026-11-20T02:04:00Z", ["1d", "7d"]],
    ["all where less than an hour and a window is kept", "2026-11-20T02:04:01Z", ["1h", "1d", "7d"]],
  ] as const)("are %s", (_, historyFrom, unkept) => {
    expect(unkeptBaselines(Date.parse(at), 60, historyFrom)).toEqual(unkept);
  });
});

describe("how much of now is compared", () => {
  const { onset } = failingFinding;
  const after = (seconds: number) => Date.parse(onset?.notAfter ?? "") + seconds * 1000;

  it.each([
    ["five minutes of a long trouble", onset, after(800), 60, 300],
    ["whole minutes since it began", onset, after(150), 60, 120],
    ["the window where that is longer", onset, after(800), 900, 900],
    ["the window where it has just begun", onset, after(20), 60, 60],
    ["five minutes where nothing is wrong", undefined, after(0), 60, 300],
  ] as const)("is %s", (_, began, moment, windowSeconds, seconds) => {
    expect(comparedSeconds(began, moment, windowSeconds)).toBe(seconds);
  });
});
