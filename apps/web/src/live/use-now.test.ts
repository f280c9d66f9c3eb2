import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { subscribeToSeconds } from "./use-now.ts";

beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-11-20T03:00:00.400Z") }));
afterEach(() => vi.useRealTimers());

it("tells every second of a night as it begins, with one timer, and none once nobody listens", () => {
  const told: number[] = [];
  const stop = subscribeToSeconds(() => told.push(Date.now()));
  const other = subscribeToSeconds(() => undefined);
  vi.advanceTimersByTime(8 * 3_600_000);
  expect(told).toHaveLength(8 * 3600);
  expect(new Set(told.map((at) => at % 1000))).toEqual(new Set([0]));
  expect(vi.getTimerCount()).toBe(1);
  stop();
  other();
  expect(vi.getTimerCount()).toBe(0);
});
