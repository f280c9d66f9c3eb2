import { describe, expect, it } from "vitest";
import { countedRate, createEvenCount } from "./chance.ts";

const steps = Array.from({ length: 720 }, (_, nth) => nth);
const draw = (moment: number) => ({ seed: 3, stream: 5, moment });

describe("createEvenCount", () => {
  it.each([0.004, 0.24, 3, 40])("loses none of %d events a second, and makes none up", (perSecond) => {
    const count = createEvenCount();
    const counted = steps.map((moment) => count("edge", perSecond, 5, draw(moment)) * 5);

    // What is still owed is at most the luck of one step.
    const most = 0.5 * 5 * Math.sqrt(Math.max(1, perSecond * 5)) + 1;
    expect(Math.abs(sum(counted) - perSecond * 5 * steps.length)).toBeLessThan(most);
    expect(Math.min(...counted)).toBeGreaterThanOrEqual(0);
  });

  it("stays nearer to the mean over a minute than counts that know nothing of one another, and still moves", () => {
    const count = createEvenCount();
    const even = spread(steps.map((moment) => count("edge", 0.24, 5, draw(moment))));
    const free = spread(steps.map((moment) => countedRate(0.24, 5, draw(moment))));

    expect(even).toBeGreaterThan(0);
    expect(even).toBeLessThan(free / 2);
  });

  it("keeps what one key is owed from another", () => {
    const [alone, beside] = [createEvenCount(), createEvenCount()];
    const expected = steps.map((moment) => alone("a", 0.24, 5, draw(moment)));
    const seen = steps.map((moment) => {
      beside("b", 7, 5, { ...draw(moment), stream: 6 });
      return beside("a", 0.24, 5, draw(moment));
    });

    expect(seen).toEqual(expected);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Standard deviation of the mean over each minute of twelve steps. */
function spread(rates: readonly number[]): number {
  const minutes = rates.slice(12).map((_, nth) => sum(rates.slice(nth, nth + 12)) / 12);
  const mean = sum(minutes) / minutes.length;
  return Math.sqrt(sum(minutes.map((minute) => (minute - mean) ** 2)) / minutes.length);
}
