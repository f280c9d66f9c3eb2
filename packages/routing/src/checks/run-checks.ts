import type { RouteCheck } from "@fyr/contract";
import { hostClaimed, otherRules, ownerReverts } from "./competitors.ts";
import { podsReady, stickySessions, subsetExists, weightsValid } from "./destinations.ts";
import type { CheckFacts } from "./facts.ts";

/** Every check that can be made from what was read, in the order people are shown them. */
export function runChecks(facts: CheckFacts): RouteCheck[] {
  return [weightsValid, subsetExists, podsReady, hostClaimed, ownerReverts, otherRules, stickySessions].map((check) =>
    check(facts),
  );
}
