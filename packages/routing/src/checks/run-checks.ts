import type { RouteCheck } from "@fyr/contract";
import { accepted, meshInPath, waypoint } from "./carried-out.ts";
import { virtualServiceClaims } from "./competitors.ts";
import { podsReady, stickySessions, subsetExists } from "./destinations.ts";
import type { CheckFacts } from "./facts.ts";
import { hostResolves } from "./host-resolves.ts";
import { mergedRoutes } from "./merged-routes.ts";
import { otherRules, unmatched } from "./other-rules.ts";
import { ownerReverts } from "./owner-reverts.ts";
import { weightsValid } from "./weights-valid.ts";

type Check = (facts: CheckFacts) => RouteCheck | undefined;

const checks: readonly Check[] = [
  weightsValid,
  hostResolves,
  subsetExists,
  podsReady,
  hostClaimed,
  accepted,
  meshInPath,
  waypoint,
  ownerReverts,
  otherRules,
  unmatched,
  stickySessions,
];

/** Every check that can be made from what was read, in the order people are shown them; none that has nothing to say. */
export function runChecks(facts: CheckFacts): RouteCheck[] {
  return checks.flatMap((check) => check(facts) ?? []);
}

function hostClaimed(facts: CheckFacts): RouteCheck {
  return facts.object.kind === "VirtualService" ? virtualServiceClaims(facts) : mergedRoutes(facts);
}
