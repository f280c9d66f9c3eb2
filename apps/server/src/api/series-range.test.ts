import { describe, expect, it } from "vitest";
import { parseInstant } from "../observer/instant-text.ts";
import { seriesRange } from "./series-range.ts";

const now = 1_700_000_003;
const windows = { minimumSeconds: 20, usualSeconds: 60 };

describe("a chart", () => {
  it("covers the last half hour in about 120 points, on round steps", () => {
    const range = seriesRange({}, now, windows);
    expect(range).toEqual({ from: 1_699_998_195, to: 1_699_999_995, stepSeconds: 15, windowSeconds: 60 });
  });

  it.each([
    { hours: 1, step: 30 },
    { hours: 24, step: 900 },
    { hours: 24 * 31, step: 43_200 },
  ])("takes steps of $step s for $hours h", ({ hours, step }) => {
    expect(seriesRange({ from: String(now - hours * 3600) }, now, windows).stepSeconds).toBe(step);
  });

  it("looks back at least one step per point", () => {
    expect(seriesRange({ stepSeconds: 600 }, now, windows).windowSeconds).toBe(600);
  });

  it.each([
    { asked: 300, taken: 300 },
    { asked: 5, taken: 20 },
  ])("looks back $taken s per point when $asked s are asked for", ({ asked, taken }) => {
    expect(seriesRange({ windowSeconds: asked }, now, windows).windowSeconds).toBe(taken);
  });

  it("ends now for a browser whose clock is ahead", () => {
    expect(seriesRange({ to: String(now + 50) }, now, windows)).toEqual(seriesRange({}, now, windows));
  });

  it("says of the future what time it is now", () => {
    const said = "That moment lies in the future; it is 22:13:23 UTC now.";
    expect(() => seriesRange({ to: String(now + 3600) }, now, windows)).toThrow(said);
  });

  it.each([
    [{ from: String(now - 60), stepSeconds: 61 }, "stepSeconds"],
    [{ from: String(now) }, "from"],
    [{ to: String(now + 3600) }, "to"],
    [{ from: String(now - 40 * 86_400) }, "from"],
    [{ from: "then" }, "from"],
    [{ stepSeconds: 1 }, "stepSeconds"],
  ])("refuses %j", (query, field) => {
    expect(() => seriesRange(query, now, windows)).toThrow(expect.objectContaining({ code: "bad_request", field }));
  });
});

describe("an instant", () => {
  it.each([
    ["1700000000", 1_700_000_000],
    ["1700000000.5", 1_700_000_000.5],
    ["2023-11-14T22:13:20Z", 1_700_000_000],
    ["2023-11-14T22:13:20.500z", 1_700_000_000.5],
    ["2023-11-14T23:13:20+01:00", 1_700_000_000],
    ["2023-11-14T23:13:20 01:00", 1_700_000_000],
  ])("is read from %s", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each(["", "now", "-1", "1e9", "NaN", "2023-11-14", "2023-11-14T22:13:20", "2023-13-14T22:13:20Z", "١٢٣"])(
    "is not read from %j",
    (text) => {
      expect(parseInstant(text)).toBeUndefined();
    },
  );
});
