import { describe, expect, it } from "vitest";
import { findShareStep } from "./share-step.ts";

const shares = { leastCertainty: 20, burstBins: 0, leastRise: 0.01, leastRatio: 2, leastCount: 5 };

/** Numbers that look random around 1, the same every time. */
const wobble = (bin: number) => 1 + 0.1 * Math.sin(bin * 12.9898);
const line = (length: number, at: (bin: number) => number) => Float64Array.from({ length }, (_, bin) => at(bin));
const requests = line(120, (bin) => 600 * wobble(bin));
const failedShare = (at: (bin: number) => number) => line(120, (bin) => (requests[bin] ?? 0) * at(bin));

describe("a share that rises", () => {
  it("is found at the bin it rose in", () => {
    const step = findShareStep(
      failedShare((bin) => (bin < 100 ? 0.002 : 0.07)),
      requests,
      shares,
    );
    expect(step?.start).toBe(100);
    expect(step?.before).toBeCloseTo(0.002, 3);
    expect(step?.after).toBeCloseTo(0.07, 3);
  });

  it("is found two bins after it rose, and not after one", () => {
    const since = (start: number) => failedShare((bin) => (bin < start ? 0.002 : 0.07));
    expect(findShareStep(since(118), requests, shares)?.start).toBe(118);
    expect(findShareStep(since(119), requests, shares)).toBeUndefined();
  });

  it.each([
    ["has passed", (bin: number) => (bin >= 100 && bin < 110 ? 0.3 : 0.002)],
    ["was over in the newest bin", (bin: number) => (bin >= 117 && bin < 119 ? 0.07 : 0.002)],
    ["is less than a percentage point", (bin: number) => (bin < 100 ? 0.002 : 0.009)],
    ["is not twice what is usual", (bin: number) => (bin < 100 ? 0.04 : 0.06)],
    ["comes and goes as often as that", (bin: number) => (bin % 30 >= 25 ? 0.07 : 0.002)],
    ["never changed", () => 0.05],
  ])("is none where it %s", (_, at) => {
    expect(findShareStep(failedShare(at), requests, shares)).toBeUndefined();
  });

  it.each([
    ["as high, long before", 40, 46, 0.07],
    ["as high, three bins before", 98, 112, 0.07],
    ["much higher", 90, 112, 0.6],
    ["much longer", 20, 108, 0.07],
  ])("is found though something that was %s has ended", (_, from, to, level) => {
    const counted = failedShare((bin) => (bin >= from && bin < to ? level : bin >= 115 ? 0.07 : 0.002));
    const step = findShareStep(counted, requests, shares);
    expect(step).toMatchObject({ start: 115, ended: [{ from, to }] });
    expect(step?.before).toBeCloseTo(0.002, 3);
  });

  it("is told since the first of it where it was never over for long enough to tell", () => {
    const few = line(120, () => 10);
    const counted = line(120, (bin) => (bin < 90 || bin === 102 || bin === 103 ? 0 : 3));
    expect(findShareStep(counted, few, shares)?.start).toBe(90);
  });

  it.each([
    { share: 0, start: 101 },
    { share: 0.3, start: 101 },
    { share: 0.6, start: 101 },
    { share: 0.7, start: 100 },
    { share: 0.78, start: 100 },
    { share: 0.9, start: 100 },
    { share: 1, start: 100 },
  ])(
    "is found where whoever is refused tries again hundreds of times as often, $share of the first bin refused",
    ({ share, start }) => {
      const refusedIn = (bin: number) => (bin < 100 ? 0 : bin === 100 ? share : 0.998);
      const of = line(120, (bin) => 24 + 10_900 * refusedIn(bin));
      const refused = line(120, (bin) => (of[bin] ?? 0) * refusedIn(bin));
      expect(findShareStep(refused, of, shares)?.start).toBe(start);
    },
  );

  it("is none where it lasts no longer than bursts do in this mesh", () => {
    const counted = failedShare((bin) => (bin < 117 ? 0.002 : 0.07));
    expect(findShareStep(counted, requests, { ...shares, burstBins: 3 })).toBeUndefined();
    expect(findShareStep(counted, requests, { ...shares, burstBins: 2 })?.start).toBe(117);
  });

  it("is none where nothing tells that it has outlasted a burst", () => {
    const some = line(120, () => 30);
    const ending = (last: number) => line(120, (bin) => (bin < 117 ? (bin % 20 === 0 ? 1 : 0) : bin < 119 ? 5 : last));
    expect(findShareStep(ending(1), some, { ...shares, burstBins: 2 })).toBeUndefined();
    expect(findShareStep(ending(4), some, { ...shares, burstBins: 2 })?.start).toBe(117);
  });

  it("is none in a handful of requests", () => {
    const few = line(120, () => 2);
    const counted = line(120, (bin) => (bin >= 118 ? 2 : 0));
    expect(findShareStep(counted, few, shares)).toBeUndefined();
  });
});
