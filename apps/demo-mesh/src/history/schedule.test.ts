import { expect, it } from "vitest";
import { historySchedule, slicesOf } from "./schedule.ts";

const HOUR = 3600;

it("goes back six hours, the nearer the finer, without a gap", () => {
  const stretches = historySchedule(0, 6 * HOUR, 9000);

  expect(stretches.map(({ stepSeconds }) => stepSeconds)).toEqual([60, 15, 5]);
  expect(stretches[0]?.from).toBe(0);
  expect(stretches.slice(1).map(({ from }) => from)).toEqual(stretches.slice(0, -1).map(({ to }) => to));
  expect(stretches.at(-1)?.to).toBe(6 * HOUR);
});

it("begins later where there are so many series that it would take too long", () => {
  const [first] = historySchedule(0, 6 * HOUR, 400_000);

  expect(first?.from).toBeGreaterThan(5.8 * HOUR);
});

it.each([32_000, 105_000])("gets coarse before it gets short: half an hour and more of %i series", (series) => {
  const stretches = historySchedule(0, 6 * HOUR, series);
  const samples = stretches.reduce((sum, stretch) => sum + slicesOf(stretch).flat().length * series, 0);

  expect(stretches[0]?.from).toBeLessThan(5.5 * HOUR);
  expect(stretches.at(-1)?.stepSeconds).toBe(5);
  expect(samples).toBeLessThanOrEqual(10_000_000);
});

it("fills a short gap at scraping's pace", () => {
  expect(historySchedule(1000, 1100, 5000)).toEqual([{ from: 1000, to: 1100, stepSeconds: 5 }]);
  expect(historySchedule(1000, 1000, 5000)).toEqual([]);
});

it("cuts a stretch into slices that together are all its moments", () => {
  const slices = slicesOf({ from: 0, to: 3 * HOUR + 7, stepSeconds: 15 });
  const moments = slices.flat();

  expect(moments).toHaveLength(721);
  expect(moments.at(-1)).toBe(3 * HOUR + 7);
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  for (const slice of slices) expect((slice.at(-1) ?? 0) - (slice[0] ?? 0)).toBeLessThan(HOUR);
});
