import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logLikelihoodRatio } from "./likelihood-ratio.ts";

const small = fc.record({ canary: fc.nat({ max: 30 }), stable: fc.nat({ max: 30 }), bad: fc.nat({ max: 60 }) });
const oddsRatio = fc.double({ min: 0.1, max: 10, noNaN: true });

/** Binomial coefficient. */
function choose(of: number, taken: number): number {
  let ways = 1;
  for (let i = 0; i < taken; i += 1) ways *= (of - i) / (i + 1);
  return taken > of ? 0 : ways;
}

/** Every way the bad requests can fall, with its likelihood where both are alike. */
function tables(canary: number, stable: number, bad: number) {
  const all = choose(canary + stable, bad);
  return Array.from({ length: bad + 1 }, (_, count) => ({
    count,
    likelihood: (choose(canary, count) * choose(stable, bad - count)) / all,
  })).filter(({ likelihood }) => likelihood > 0);
}

describe("logLikelihoodRatio", () => {
  it("is the ratio of the two hypergeometric likelihoods, counted out", () => {
    fc.assert(
      fc.property(small, oddsRatio, ({ canary, stable, bad }, odds) => {
        fc.pre(bad <= canary + stable);
        const ways = tables(canary, stable, bad);
        const mean = ways.reduce((sum, { count, likelihood }) => sum + likelihood * odds ** count, 0);
        for (const { count } of ways) {
          const ratio = logLikelihoodRatio(
            { requests: canary, bad: count },
            { requests: stable, bad: bad - count },
            odds,
          );
          expect(ratio).toBeCloseTo(Math.log(odds ** count / mean), 6);
        }
      }),
    );
  });

  it("is 1 on average where both are alike, which is what makes it safe to look at any time", () => {
    fc.assert(
      fc.property(small, oddsRatio, ({ canary, stable, bad }, odds) => {
        fc.pre(bad <= canary + stable);
        const mean = tables(canary, stable, bad).reduce(
          (sum, { count, likelihood }) =>
            sum +
            likelihood *
              Math.exp(
                logLikelihoodRatio({ requests: canary, bad: count }, { requests: stable, bad: bad - count }, odds),
              ),
          0,
        );
        expect(mean).toBeCloseTo(1, 6);
      }),
    );
  });

  it("stays a number for millions of requests", () => {
    const ratio = logLikelihoodRatio({ requests: 1_000_000, bad: 90_000 }, { requests: 9_000_000, bad: 400_000 }, 2);
    expect(ratio).toBeGreaterThan(1000);
    expect(Number.isFinite(ratio)).toBe(true);
  });

  it.each([
    { it: "nothing was bad", canary: { requests: 50, bad: 0 }, stable: { requests: 900, bad: 0 } },
    { it: "everything was bad", canary: { requests: 50, bad: 50 }, stable: { requests: 900, bad: 900 } },
    { it: "only the stable one had requests", canary: { requests: 0, bad: 0 }, stable: { requests: 900, bad: 7 } },
  ])("says nothing where $it", ({ canary, stable }) => {
    expect(logLikelihoodRatio(canary, stable, 3)).toBeCloseTo(0, 12);
  });
});
