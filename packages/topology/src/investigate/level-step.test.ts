import { describe, expect, it } from "vitest";
import { findLevelStep } from "./level-step.ts";

const levels = { leastCertainty: 20, burstBins: 0, leastRatio: 1.25, leastRise: 3 };

/** Numbers that look random around 1, the same every time. */
const wobble = (bin: number) => 1 + 0.1 * Math.sin(bin * 12.9898);
const line = (length: number, at: (bin: number) => number) => Float64Array.from({ length }, (_, bin) => at(bin));

describe("a level that rises", () => {
  const means = (at: (bin: number) => number) => line(120, (bin) => at(bin) * wobble(bin));

  it("is found at the bin it rose in", () => {
    const step = findLevelStep(
      means((bin) => (bin < 100 ? 40 : 80)),
      levels,
    );
    expect(step?.start).toBe(100);
    expect(step?.before).toBeCloseTo(40, -1);
    expect(step?.after).toBeCloseTo(80, -1);
  });

  it("is found where bins lack", () => {
    const step = findLevelStep(
      means((bin) => (bin % 3 === 0 ? Number.NaN : bin < 100 ? 40 : 80)),
      levels,
    );
    expect(step?.start).toBe(100);
  });

  it.each([
    ["as slow", 98, 112, 80],
    ["much slower", 90, 112, 600],
    ["slow for most of the time", 20, 108, 80],
  ])("is found though something that was %s has ended", (_, from, to, level) => {
    const step = findLevelStep(
      means((bin) => (bin >= from && bin < to ? level : bin >= 115 ? 80 : 40)),
      levels,
    );
    expect(step).toMatchObject({ start: 115, ended: [{ from, to }] });
    expect(step?.before).toBeCloseTo(40, -1);
  });

  it("is none of what is as restless since, however like each other the first few values are", () => {
    const values = line(120, (bin) => (bin < 8 ? 60 * wobble(bin) : ([50, 700, 60, 200, 450][bin % 5] ?? 0)));
    expect(findLevelStep(values, levels)).toBeUndefined();
  });

  it.each([
    ["comes and goes as often as that", (bin: number) => (bin % 30 >= 25 ? 80 : 40)],
    ["rises like a tide", (bin: number) => 40 * (1 + bin / 120)],
    ["has passed", (bin: number) => (bin >= 60 && bin < 80 ? 90 : 40)],
    ["was over in the newest bin", (bin: number) => (bin >= 116 && bin < 119 ? 90 : 40)],
    ["is less than a quarter more", (bin: number) => (bin < 100 ? 40 : 46)],
    ["is less than 3 ms", (bin: number) => (bin < 100 ? 1 : 3)],
  ])("is none where it %s", (_, at) => {
    expect(findLevelStep(means(at), levels)).toBeUndefined();
  });
});
