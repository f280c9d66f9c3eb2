import { logLikelihoodRatio, type Outcome } from "./likelihood-ratio.ts";

/** What was counted of both in one stretch of time. */
export interface ComparedStretch {
  readonly canary: Outcome;
  readonly stable: Outcome;
}

/** How much worse the canary's odds may be, each with the share of belief it is given before anything is seen. */
const alternatives = [
  { oddsRatio: 1.5, belief: 0.15 },
  { oddsRatio: 2, belief: 0.5 },
  { oddsRatio: 3, belief: 0.25 },
  { oddsRatio: 6, belief: 0.1 },
] as const;

export interface Evidence {
  /** How many times likelier what was seen is if the canary is worse than if both are alike … */
  readonly worse: number;
  /** … and if it is better. */
  readonly better: number;
}

/**
 * Evidence for a difference, over stretches of time in their order. Where both are alike it reaches 1 ÷ a with a
 * chance of at most a, however often it is looked at and whenever one stops: a mixture of likelihood ratios is a
 * nonnegative martingale (A. Wald 1945; J. Ville 1939). Each stretch compares both in the same time with the share of
 * traffic they had then: neither a changing split nor a changing rate of failures that both suffer is taken for a
 * difference. Requests of one stretch are taken to fail independently.
 */
export function evidenceOver(stretches: readonly ComparedStretch[]): Evidence {
  return {
    worse: mixture((oddsRatio) => sumOver(stretches, oddsRatio)),
    better: mixture((oddsRatio) => sumOver(stretches, 1 / oddsRatio)),
  };
}

function sumOver(stretches: readonly ComparedStretch[], oddsRatio: number): number {
  return stretches.reduce((sum, { canary, stable }) => sum + logLikelihoodRatio(canary, stable, oddsRatio), 0);
}

function mixture(logRatio: (oddsRatio: number) => number): number {
  return alternatives.reduce((sum, { oddsRatio, belief }) => sum + belief * Math.exp(logRatio(oddsRatio)), 0);
}
