import { expect, it } from "vitest";
import { findOldestSample } from "./oldest-sample.ts";
import { type PromQl, writeOut } from "./promql.ts";

const now = 1_767_225_600;
const day = 86_400;

function beginningAt(first: number) {
  const asked: number[] = [];
  const query = async (promql: PromQl, at: number) => {
    asked.push(at);
    const ages = [...writeOut(promql).matchAll(/\[15m\](?: offset (\d+)(m|s))?/g)];
    const rows = ages.flatMap(([, amount = "0", unit], place) => {
      const moment = at - Number(amount) * (unit === "m" ? 60 : 1);
      return moment >= first ? [{ metric: { fyr_age: `${place}` }, value: 1 }] : [];
    });
    return { rows, warnings: [] };
  };
  return { query, asked };
}

it.each([{ hours: 0.02 }, { hours: 1 }, { hours: 30 }, { hours: 300 }])(
  "finds where $hours h of samples begin, to a hundredth",
  async ({ hours }) => {
    const first = now - hours * 3600;
    const { query, asked } = beginningAt(first);
    const found = (await findOldestSample(now, query)) ?? 0;
    expect(found).toBeGreaterThanOrEqual(first);
    expect(found - first).toBeLessThanOrEqual(Math.max(60, hours * 36));
    expect(asked.length).toBeLessThanOrEqual(4);
  },
);

it("looks back 15 days and no further", async () => {
  expect(await findOldestSample(now, beginningAt(now - 40 * day).query)).toBe(now - 15 * day);
});

it("knows of none where there is none", async () => {
  expect(await findOldestSample(now, beginningAt(now + 1).query)).toBeUndefined();
});
