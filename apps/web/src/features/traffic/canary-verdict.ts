import type { RouteDestination } from "@fyr/contract";
import { fisherExact, type Outcome } from "./fisher-exact.ts";

/** What the window says about the canary against the stable version, by failed requests alone. */
export type CanaryVerdict =
  | { readonly kind: "not-measured" | "no-traffic" }
  | { readonly kind: "too-little"; readonly canary: Outcome; readonly stable: Outcome }
  | { readonly kind: "worse" | "better"; readonly canary: Outcome; readonly stable: Outcome; readonly chance: number }
  | { readonly kind: "alike"; readonly canary: Outcome; readonly stable: Outcome };

/** Below this many requests on either side nothing is said. */
const fewestRequests = 50;
const significant = 0.01;

/** Counts are rounded: rates are all that is known. */
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
  const chance = fisherExact(stableOutcome, canaryOutcome);
  if (chance >= significant) return { kind: "alike", ...both };
  const worse = ratioOf(canaryOutcome) > ratioOf(stableOutcome);
  return { kind: worse ? "worse" : "better", ...both, chance };
}

function outcomeOf(destination: RouteDestination, windowSeconds: number): Outcome | undefined {
  const { requestsPerSecond, errorRatio } = destination;
  if (requestsPerSecond === undefined || requestsPerSecond === 0 || errorRatio === undefined) return undefined;
  const requests = Math.round(requestsPerSecond * windowSeconds);
  return { requests, failed: Math.round(requests * errorRatio) };
}

function ratioOf({ requests, failed }: Outcome): number {
  return failed / requests;
}
