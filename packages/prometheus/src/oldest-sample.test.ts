import { expect, it } from "vitest";
import { findOldestSample } from "./oldest-sample.ts";

const now = 1_767_225_600;
const day = 86_400;

function beginningAt(first: number) {
  const asked: number[] = [];
  const query = async (_: string, at: number) => {
    asked.push(at);
    return { rows: at >= first ? [{ metric: {}, value: 1 }] : [], warnings: [] };
  };
  return { query, asked };
}

it.each([{ hours: 1 }, { hours: 30 }, { hours: 300 }])(
  "finds where $hours h of samples begin, to a hundredth",
  async ({ hours }) => {
    const first = now - hours * 3600;
    const { query, asked } = beginningAt(first);
    const found = (await findOldestSample(now, query)) ?? 0;
    expect(found).toBeGreaterThanOrEqual(first);
    expect(found - first).toBeLessThanOrEqual(Math.max(60, hours * 36));
    expect(asked.length).toBeLessThan(20);
  },
);

it("looks back 15 days and no further", async () => {
  expect(await findOldestSample(now, beginningAt(now - 40 * day).query)).toBe(now - 15 * day);
});

it("knows of none where there is none", async () => {
  expect(await findOldestSample(now, beginningAt(now + 1).query)).toBeUndefined();
});
