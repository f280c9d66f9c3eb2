import type { RouteRule } from "@fyr/contract";
import { stableAndCanary } from "@fyr/routing";

/**
 * Where to send everything when something is wrong: to the stable destination, or to the canary when only the stable
 * one is failing. Nothing where all traffic is there already.
 */
export function safeDestination(rule: RouteRule): number | undefined {
  const pair = stableAndCanary(rule.destinations);
  if (pair === undefined) return undefined;
  const stable = rule.destinations[pair.stable];
  const canary = rule.destinations[pair.canary];
  const safe = stable?.health === "failing" && canary?.health === "healthy" ? pair.canary : pair.stable;
  return rule.destinations[safe]?.configuredShare === 1 ? undefined : safe;
}
