import { expect, it } from "vitest";
import { fitOnset } from "./fit-onset.ts";

const windowSeconds = 60;
const bins = Array.from({ length: 60 }, (_, at) => ({ at: 1000 + at * 15, seconds: 15 }));
/** What a rate over a window shows of something that began at `onset`. */
const smeared = (onset: number, before: number, after: number) =>
  bins.map(({ at }) => before + (after - before) * Math.min(1, Math.max(0, (at - onset) / windowSeconds)));

it.each([1400, 1407, 1444])("finds when a step began that windows make a slope of (%i)", (onset) => {
  const found = fitOnset(smeared(onset, 0.01, 0.2), { bins, windowSeconds }, { from: 1200, to: 1600 });
  expect(Math.abs((found?.at ?? 0) - onset)).toBeLessThanOrEqual(3);
  expect(found?.notBefore).toBeLessThanOrEqual(onset + 3);
  expect(found?.notAfter).toBeGreaterThanOrEqual(onset - 3);
});

it("is less sure where values scatter, and still near", () => {
  const values = smeared(1430, 40, 60).map((value, at) => value + 4 * Math.sin(at * 12.9898));
  const [sure, unsure] = [smeared(1430, 40, 60), values].map((line) =>
    fitOnset(line, { bins, windowSeconds }, { from: 1200, to: 1600 }),
  );
  expect(Math.abs((unsure?.at ?? 0) - 1430)).toBeLessThanOrEqual(30);
  const width = (found: typeof sure) => (found?.notAfter ?? 0) - (found?.notBefore ?? 0);
  expect(width(unsure)).toBeGreaterThan(width(sure));
});

it("finds none where nothing rises, or hardly anything was measured", () => {
  expect(fitOnset(smeared(1400, 5, 1), { bins, windowSeconds }, { from: 1300, to: 1500 })).toBeUndefined();
  const few = smeared(1400, 1, 5).map((value, at) => (at < 3 ? value : Number.NaN));
  expect(fitOnset(few, { bins, windowSeconds }, { from: 1300, to: 1500 })).toBeUndefined();
});
