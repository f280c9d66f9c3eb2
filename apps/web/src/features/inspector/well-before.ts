import type { Series } from "@fyr/contract";
import { clock } from "../../ui/clock.ts";
import { age } from "../../ui/format.ts";

/** How it was before trouble began, while it was well, of what a chart shows. */
export interface WellBefore {
  /** Mean of what was well. */
  readonly ratio: number;
  /** Where that lies: first and last sample, Unix seconds. */
  readonly from: number;
  readonly to: number;
  /** How long it was not well in between: not counted. */
  readonly leftOutSeconds: number;
}

type Line = Pick<Series, "times" | "windowSeconds" | "stepSeconds">;

/**
 * Of the samples before `began` (Unix seconds). Trouble that was there before the one on screen says nothing of how it
 * should be: below `goal` a sample is not counted, nor is one whose window reaches into such trouble. `successes` go with
 * `times`. Undefined where nothing is left.
 */
export function wellBefore(
  began: number,
  { times, windowSeconds, stepSeconds }: Line,
  successes: readonly (number | null)[],
  goal: number,
): WellBefore | undefined {
  const before = times.flatMap((time, at) => {
    const value = successes[at];
    return time < began && typeof value === "number" ? [{ time, value }] : [];
  });
  const bad = before.filter(({ value }) => value < goal).map(({ time }) => time);
  const isNearBad = (time: number) => bad.some((other) => Math.abs(other - time) < windowSeconds);
  // What led up to the trouble of now is not how it was.
  const isWell = (time: number) => began - time >= stepSeconds && !isNearBad(time);
  const well = before.filter(({ time }) => isWell(time));
  const [first, last] = [well[0], well.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    ratio: well.reduce((sum, { value }) => sum + value, 0) / well.length,
    from: first.time,
    to: last.time,
    leftOutSeconds: bad.length * stepSeconds,
  };
}

/** Less than this says little of how it should be: the usual, where it is known, says more. */
const leastSeconds = 300;

/** What to compare with, in words, and which time that was. `usual`: half an hour, one hour before. */
export function beforeInWords(
  before: WellBefore | undefined,
  usual: number | undefined,
): { readonly ratio: number; readonly words: (ratio: string) => string; readonly about: string } | undefined {
  const isShort = before === undefined || before.to - before.from < leastSeconds;
  if (isShort && usual !== undefined) {
    return {
      ratio: usual,
      words: (ratio) => `usual ${ratio}`,
      about: "Half an hour, one hour before, when it was well.",
    };
  }
  if (before === undefined) return undefined;
  const when = before.leftOutSeconds === 0 ? "before" : "while well";
  return { ratio: before.ratio, words: (ratio) => `was ${ratio} ${when}`, about: whichBefore(before) };
}

/** Which time it is compared with: "Mean of 14:45:00 to 15:01:30, without 4 min of trouble in between." */
export function whichBefore({ from, to, leftOutSeconds }: WellBefore): string {
  const span = `Mean of ${clock(from * 1000)} to ${clock(to * 1000)}`;
  return leftOutSeconds === 0 ? `${span}.` : `${span}, without ${age(leftOutSeconds)} of earlier trouble.`;
}
