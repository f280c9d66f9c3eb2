import { pairLabels } from "../labels.ts";

/** From which share of failures on an edge counts as failing, and how many of them a window must hold. */
export interface FailingFrom {
  readonly ratio: number;
  /** Or connections. */
  readonly leastRequests: number;
}

/** What a row of failures counts. */
export type FailedMark = "failures" | "failedConnections";

/** Whose failures they are, and who told. */
export const byReporter = ["reporter", ...pairLabels] as const;

/** Do so many of all, a second, make a pair fail? */
export type IsFailing = (failed: number, all: number) => boolean;

export function failingFrom(failing: FailingFrom): (windowSeconds: number) => IsFailing {
  return (windowSeconds) => (failed, all) =>
    failed >= leastPerSecond(failing, windowSeconds) && failed >= failing.ratio * all;
}

/** Rates are sums of fractions: five failures must not count as 4.999. */
export function leastPerSecond({ leastRequests }: FailingFrom, windowSeconds: number): number {
  return (leastRequests - 1e-6) / windowSeconds;
}
