import { expect, it } from "vitest";
import { beforeInWords, wellBefore, whichBefore } from "./well-before.ts";

/** A sample every 10 s, from 0 s on. */
const lineOf = (successes: readonly (number | null)[], windowSeconds = 10) => ({
  times: successes.map((_, at) => at * 10),
  windowSeconds,
  stepSeconds: 10,
});
const before = (began: number, successes: readonly (number | null)[], windowSeconds?: number) =>
  wellBefore(began, lineOf(successes, windowSeconds), successes, 0.99);

it("is the mean before the trouble began, and of nothing later", () => {
  expect(before(40, [1, null, 0.998, 0.999, 0.9, 0.9])).toMatchObject({
    ratio: 0.999,
    from: 0,
    to: 30,
    leftOutSeconds: 0,
  });
});

it("leaves out trouble that was over before, with all that its windows held of it", () => {
  const twice = [1, 0.999, 0.93, 0.93, 0.995, 1, 1, 0.9];
  expect(before(70, twice)).toMatchObject({ ratio: (1 + 0.999 + 0.995 + 1 + 1) / 5, leftOutSeconds: 20 });
  expect(before(70, twice, 20)).toMatchObject({ ratio: 1, from: 0, to: 60 });
});

it("is unknown where there was nothing, or nothing but trouble", () => {
  expect(before(0, [1, 1])).toBeUndefined();
  expect(before(20, [null, null, 1])).toBeUndefined();
  expect(before(30, [0.9, 0.9, 0.9, 0.9])).toBeUndefined();
});

it("is what is usual where the chart shows little of before, or nothing", () => {
  const long = { ratio: 0.999, from: 0, to: 900, leftOutSeconds: 0 };
  const short = { ...long, from: 840 };
  const said = (...asked: Parameters<typeof beforeInWords>) => beforeInWords(...asked)?.words("99.9 %");
  expect(said(long, 1)).toBe("was 99.9 % before");
  expect(said({ ...long, leftOutSeconds: 60 }, 1)).toBe("was 99.9 % while well");
  expect(said(short, 1)).toBe("usual 99.9 %");
  expect(said(undefined, 1)).toBe("usual 99.9 %");
  expect(said(short, undefined)).toBe("was 99.9 % before");
  expect(said(undefined, undefined)).toBeUndefined();
});

it("says which time it was", () => {
  const known = { ratio: 1, from: 0, to: 900, leftOutSeconds: 0 };
  expect(whichBefore(known)).toMatch(/^Mean of \d\d:00:00 to \d\d:15:00\.$/);
  expect(whichBefore({ ...known, leftOutSeconds: 240 })).toMatch(/, without 4 min of earlier trouble\.$/);
});
