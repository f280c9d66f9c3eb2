import { expect, it } from "vitest";
import { createPace } from "./pace.ts";

function run(
  spans: readonly number[],
  pace = createPace(),
  from = 0,
): { pace: ReturnType<typeof createPace>; now: number } {
  let now = from;
  pace.frame(now);
  for (const span of spans) {
    now += span;
    pace.frame(now);
  }
  return { pace, now };
}

const frames = (count: number, span: number) => Array.from({ length: count }, () => span);

it("lets everything move while frames are quick", () => {
  expect(run(frames(200, 17)).pace.mayMove()).toBe(true);
});

it("takes motion away when frames are slow, and gives it another chance later", () => {
  const { pace, now } = run(frames(40, 80));
  expect(pace.mayMove()).toBe(false);
  expect(run([21_000], pace, now).pace.mayMove()).toBe(true);
});

it("does not mind a few long frames, as while the page opens", () => {
  expect(run([...frames(6, 700), ...frames(34, 17)]).pace.mayMove()).toBe(true);
});
