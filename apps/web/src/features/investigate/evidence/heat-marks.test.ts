import type { Exemplar, Heatmap } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { heatMarks, markInWords, marksInWords } from "./heat-marks.ts";
import { heatGrid } from "./heatmap-cells.ts";

const map: Heatmap = {
  from: "1970-01-01T00:00:00.000Z",
  to: "1970-01-01T00:03:00.000Z",
  stepSeconds: 60,
  windowSeconds: 60,
  times: [60, 120, 180],
  boundsMs: [10, 100, 1000],
  perSecond: [
    [0, 0, 0],
    [4, 4, 4],
    [0, 1, 0],
    [0, 0, 1],
  ],
};
const grid = heatGrid(map);
const exemplar = (second: number, durationMs: number, traceId = `${second} ${durationMs}`): Exemplar => ({
  traceId,
  at: new Date(second * 1000).toISOString(),
  durationMs,
});
const placesOf = (...exemplars: Exemplar[]) => heatMarks(exemplars, map, grid).map(({ x, y }) => [x, y]);

describe("marks of single requests", () => {
  it("stand at their time, in the row of their duration, the fastest at the bottom", () => {
    const middle = Math.sqrt(10 * 100);
    expect(placesOf(exemplar(90, middle))).toEqual([[0.5, expect.closeTo(2.5 / 3)]]);
    expect(placesOf(exemplar(180, 100))).toEqual([[1, expect.closeTo(2 / 3)]]);
    expect(placesOf(exemplar(0, 5000))).toEqual([[0, expect.closeTo(0.5 / 3)]]);
  });

  it("are left out before the first column and after the last, and where no row is shown", () => {
    expect(placesOf(exemplar(-10, 50), exemplar(190, 50), exemplar(90, 3))).toEqual([]);
  });

  it("are the slowest of those in one place", () => {
    const marks = heatMarks([exemplar(90, 50), exemplar(91, 60), exemplar(91, 500)], map, grid);
    expect(marks.map((mark) => mark.exemplar.durationMs).sort((a, b) => a - b)).toEqual([60, 500]);
  });

  it("are in any case those of traces that are held", () => {
    const marks = heatMarks([exemplar(90, 50, "held"), exemplar(91, 60, "slower")], map, grid, ["held"]);
    expect(marks.map((mark) => mark.exemplar.traceId)).toEqual(["held"]);
  });

  it("stay the same while time goes on", () => {
    const all = Array.from({ length: 180 }, (_, second) => exemplar(second, 20 + ((second * 37) % 60)));
    const marked = (secondsLater: number) => {
      const later = { ...map, times: map.times.map((time) => time + secondsLater) };
      return heatMarks(all, later, grid).map((mark) => mark.exemplar.traceId);
    };
    // Places lie 4.5 s apart: all but what is cut off at the edge of time.
    const after = new Set(marked(3));
    expect(
      marked(0)
        .slice(1)
        .filter((id) => !after.has(id)),
    ).toEqual([]);
  });

  it("are at most sixty, the slowest, in the order of time", () => {
    const many = Array.from({ length: 180 }, (_, second) => [exemplar(second, 50), exemplar(second, 500)]).flat();
    const marks = heatMarks([...many, exemplar(30, 9000)], map, grid);
    expect(marks).toHaveLength(60);
    expect(marks.map(({ x }) => x)).toEqual(marks.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(marks.filter((mark) => mark.exemplar.durationMs >= 500).length).toBeGreaterThan(40);
  });

  it("are told in words", () => {
    const one = { ...exemplar(0, 412, "4bf92f3577b34da6a3ce929d0e0e4736"), failed: true };
    expect(markInWords(one)).toMatch(/^412 ms at \d\d:\d\d:00, trace 4bf92f35…, failed$/);
    expect(marksInWords(60, 412)).toBe(
      "60 of 412 requests with a trace are marked, the slowest of each part of the time.",
    );
    expect(marksInWords(1, 1)).toBe("1 request with a trace is marked.");
  });
});
