import type { RouteRule, TrafficRoute } from "@fyr/contract";
import { labelDestinations } from "../route/destination-label.ts";
import { moveWeight, startDraft } from "../weights/draft.ts";
import { routeDialog } from "./route-dialog-store.ts";
import { safeDestination } from "./send-away.ts";

/** Opens the weights of a rule, everything proposed to go where it is safe. */
export function openWeights(route: TrafficRoute, rule: RouteRule): void {
  const safe = rule.splits ? safeDestination(rule) : undefined;
  const draft = startDraft(route, rule);
  routeDialog.open({
    route: route.route,
    rule: rule.rule,
    ...(safe !== undefined && { proposal: moveWeight(draft, safe, draft.total).weights }),
  });
}

/** "Send all to v1…", or "Move weights…" where all is there already. */
export function weightsButtonWords(rule: RouteRule): string {
  const safe = rule.splits ? safeDestination(rule) : undefined;
  return safe === undefined ? "Move weights…" : `Send all to ${labelDestinations(rule.destinations)[safe]?.short}…`;
}
