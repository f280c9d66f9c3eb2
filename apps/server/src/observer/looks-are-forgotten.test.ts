import { queryObjects } from "node:v8";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeTelemetry, traffic } from "../testing/fake-telemetry.ts";
import { observe, watch } from "../testing/observe.ts";

beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-11-20T03:00:00Z") }));
afterEach(() => vi.useRealTimers());

/** After clearing away what nobody holds. */
const mapsHeld = () => queryObjects(Map, { format: "count" });

it("holds no more after many looks than after a few", async () => {
  let looks = 0;
  const moving = async () => {
    looks += 1;
    return { samples: traffic(looks), warnings: [] };
  };
  const observer = observe(fakeTelemetry({ traffic: moving }));
  watch(observer);
  await vi.advanceTimersByTimeAsync(60_000);
  const [looksBefore, mapsBefore] = [looks, mapsHeld()];
  await vi.advanceTimersByTimeAsync(600_000);
  expect(looks - looksBefore).toBeGreaterThan(100);
  expect(mapsHeld() - mapsBefore).toBeLessThan(20);
  observer.close();
});
