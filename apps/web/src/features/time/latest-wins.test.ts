import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLatestWins } from "./latest-wins.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function slowly(ms: number) {
  const begun: number[] = [];
  let under = 0;
  const fetch = async (wish: number) => {
    begun.push(wish);
    under += 1;
    expect(under).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, ms));
    under -= 1;
  };
  return { begun, latest: createLatestWins(fetch, 50) };
}

it("fetches one at a time, and of all that was wanted meanwhile the newest", async () => {
  const { begun, latest } = slowly(200);
  for (let wish = 0; wish < 40; wish++) {
    latest.want(wish);
    await vi.advanceTimersByTimeAsync(25);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toEqual([0, 9, 19, 29, 39]);
});

it("begins nothing more when nothing is wanted", async () => {
  const { begun, latest } = slowly(200);
  latest.want(1);
  latest.want(2);
  latest.drop();
  await vi.advanceTimersByTimeAsync(1000);
  latest.want(3);
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toEqual([1, 3]);
});
