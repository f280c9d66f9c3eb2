import type { RouteDestination } from "@fyr/contract";

/** What the window says about the canary against the stable version, by failed requests alone. */
export type CanaryVerdict =
  | { readonly kind: "no-traffic" }
  | { readonly kind: "too-little"; readonly canary: Outcome; readonly stable: Outcome }
  | { readonly kind: "worse" | "better"; readonly canary: Outcome; readonly stable: Outcome; readonly chance: number }
  | { readonly kind: "alike"; readonly canary: Outcome; readonly stable: Outcome };

/** Requests over the window, rounded: rates are all that is known. */
export interface Outcome {
  readonly requests: number;
  readonly failed: number;
}

/** Below this many requests on either side nothing is said. */
const fewestRequests = 50;
const significant = 0.01;

/** Two-sided z test of two proportions, variance pooled. */
export function canaryVerdict(
  stable: RouteDestination,
  canary: RouteDestination,
  windowSeconds: number,
): CanaryVerdict {
  const stableOutcome = outcomeOf(stable, windowSeconds);
  const canaryOutcome = outcomeOf(canary, windowSeconds);
  if (stableOutcome === undefined || canaryOutcome === undefined) return { kind: "no-traffic" };
  const both = { stable: stableOutcome, canary: canaryOutcome };
  if (Math.min(stableOutcome.requests, canaryOutcome.requests) < fewestRequests) return { kind: "too-little", ...both };
  const chance = chanceOf(stableOutcome, canaryOutcome);
  if (chance >= significant) return { kind: "alike", ...both };
  const worse = ratioOf(canaryOutcome) > ratioOf(stableOutcome);
  return { kind: worse ? "worse" : "better", ...both, chance };
}

/** Wilson's 95 % interval of a share (E. B. Wilson 1927), 0..1. */
export function wilsonInterval({ requests, failed }: Outcome): { readonly from: number; readonly to: number } {
  if (requests <= 0) return { from: 0, to: 1 };
  const z = 1.959964;
  const share = failed / requests;
  const scale = 1 + (z * z) / requests;
  const middle = (share + (z * z) / (2 * requests)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / requests + (z * z) / (4 * requests * requests));
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}

function outcomeOf(destination: RouteDestination, windowSeconds: number): Outcome | undefined {
  const { requestsPerSecond, errorRatio } = destination;
  if (requestsPerSecond === undefined || requestsPerSecond === 0 || errorRatio === undefined) return undefined;
  const requests = Math.round(requestsPerSecond * windowSeconds);
  return { requests, failed: Math.round(requests * errorRatio) };
}

function chanceOf(a: Outcome, b: Outcome): number {
  const pooled = (a.failed + b.failed) / (a.requests + b.requests);
  const variance = pooled * (1 - pooled) * (1 / a.requests + 1 / b.requests);
  if (variance === 0) return 1;
  const z = Math.abs(ratioOf(a) - ratioOf(b)) / Math.sqrt(variance);
  return twoSidedTail(z);
}

function ratioOf({ requests, failed }: Outcome): number {
  return failed / requests;
}

/** P(|Z| > z), by Abramowitz and Stegun 7.1.26: absolute error below 1.5e-7. */
function twoSidedTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.max(0, polynomial * Math.exp(-x * x));
}
