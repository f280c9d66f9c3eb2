import { describe, expect, it } from "vitest";
import { around, blend, cutAt, exactly, momentsOf, normalCdf, plus, shareWithin } from "./latency.ts";

it.each([
  { z: 0, share: 0.5 },
  { z: 1, share: 0.841345 },
  { z: -1.6449, share: 0.05 },
  { z: 2.3263, share: 0.99 },
])("finds $share of a normal distribution below $z", ({ z, share }) => {
  expect(normalCdf(z)).toBeCloseTo(share, 4);
});

describe("a distribution of times", () => {
  it("has half its times below the median", () => {
    expect(shareWithin(around(40, 0.5), 40)).toBeCloseTo(0.5, 4);
  });

  it("adds means and variances when one thing follows another", () => {
    const whole = momentsOf(plus(around(40, 0.5), { mean: 10, variance: 4 }));
    const own = momentsOf(around(40, 0.5));

    expect(whole.mean).toBeCloseTo(own.mean + 10, 6);
    expect(whole.variance).toBeCloseTo(own.variance + 4, 3);
  });

  it("is the weighted mean of what it is blended from", () => {
    const blended = blend([
      { ratio: 3, latency: exactly(10) },
      { ratio: 1, latency: exactly(50) },
    ]);

    expect(momentsOf(blended).mean).toBeCloseTo(20, 2);
    expect(shareWithin(blended, 30)).toBeCloseTo(0.75, 6);
  });

  it("falls apart at a limit into what is within and how much is beyond", () => {
    const { within, beyond } = cutAt(around(100, 0.6), 150);

    expect(beyond).toBeCloseTo(1 - shareWithin(around(100, 0.6), 150), 9);
    expect(shareWithin(within, 150)).toBe(1);
    expect(shareWithin(within, 80)).toBeCloseTo(shareWithin(around(100, 0.6), 80) / (1 - beyond), 6);
    expect(momentsOf(within).mean).toBeLessThan(momentsOf(around(100, 0.6)).mean);
  });
});
