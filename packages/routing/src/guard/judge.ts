import type { GuardLimits, Measured } from "@fyr/contract";

/** What was counted of both since the guard was armed. */
export interface MeasuredBoth {
  readonly canary: Measured;
  readonly stable?: Measured | undefined;
}

/** A limit, what it allows, and what was measured instead: shares of 1, or milliseconds. */
export interface BrokenLimit {
  readonly limit: Exclude<keyof GuardLimits, "minRequests">;
  readonly measured: number;
  /** What the limit comes to: for one that compares, worked out from what stable does. */
  readonly allowed: number;
}

export type GuardVerdict =
  | { readonly verdict: "wait"; readonly why: "too-few-requests" | "not-measured" }
  | { readonly verdict: "hold" }
  | { readonly verdict: "fire"; readonly broken: BrokenLimit };

/** Float addition over many series leaves differences this small. */
const tolerance = 1e-9;

/**
 * Whether limits are kept. Nothing is said of fewer requests than asked for; limits that compare are left out while
 * stable has fewer than that, as it does when all traffic has gone over.
 */
export function judgeGuard({ canary, stable }: MeasuredBoth, limits: GuardLimits): GuardVerdict {
  if (canary.requests < limits.minRequests) return { verdict: "wait", why: "too-few-requests" };
  const comparable = stable !== undefined && stable.requests >= limits.minRequests ? stable : undefined;
  const broken = [
    tooLow("minSuccessRate", canary.successRate, limits.minSuccessRate),
    tooLow("successRateBelowStable", canary.successRate, less(comparable?.successRate, limits.successRateBelowStable)),
    tooHigh("maxP99Ms", canary.p99Ms, limits.maxP99Ms),
    tooHigh("p99TimesStable", canary.p99Ms, times(comparable?.p99Ms, limits.p99TimesStable)),
  ].find((found) => found !== undefined);
  if (broken !== undefined) return { verdict: "fire", broken };
  return isMeasured(canary, limits) ? { verdict: "hold" } : { verdict: "wait", why: "not-measured" };
}

function tooLow(limit: BrokenLimit["limit"], measured?: number, allowed?: number): BrokenLimit | undefined {
  if (measured === undefined || allowed === undefined || measured >= allowed - tolerance) return undefined;
  return { limit, measured, allowed };
}

function tooHigh(limit: BrokenLimit["limit"], measured?: number, allowed?: number): BrokenLimit | undefined {
  if (measured === undefined || allowed === undefined || measured <= allowed * (1 + tolerance)) return undefined;
  return { limit, measured, allowed };
}

function less(value: number | undefined, by: number | undefined): number | undefined {
  return value === undefined || by === undefined ? undefined : value - by;
}

function times(value: number | undefined, factor: number | undefined): number | undefined {
  return value === undefined || factor === undefined ? undefined : value * factor;
}

/** A limit on what nobody measures is not kept: nothing is known. */
function isMeasured({ successRate, p99Ms }: Measured, limits: GuardLimits): boolean {
  const asksSuccess = limits.minSuccessRate !== undefined || limits.successRateBelowStable !== undefined;
  const asksP99 = limits.maxP99Ms !== undefined || limits.p99TimesStable !== undefined;
  return (!asksSuccess || successRate !== undefined) && (!asksP99 || p99Ms !== undefined);
}
