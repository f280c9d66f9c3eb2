import type { RoutePlan, TrafficRoute } from "@fyr/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../../api/api-error.ts";
import { applyRouteChange, routePlan } from "../../api/queries.ts";
import type { Draft } from "./draft.ts";
import { recordChange, recordRoute, refreshRoutes } from "./use-change-log.ts";

/** What the draft would do to the object as it is now. Asked again when the object changes; nothing is written. */
export function useRoutePlan(route: TrafficRoute, draft: Draft, enabled: boolean) {
  const asked = routePlan({ route: route.route, rule: draft.rule, weights: [...draft.weights] });
  return useQuery({
    ...asked,
    queryKey: [...asked.queryKey, route.resourceVersion],
    enabled,
    refetchOnWindowFocus: true,
  });
}

/** Carries a plan out. Where somebody was faster, the object as they left it takes the place of ours in the list. */
export function useApply() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ plan, reason }: { plan: RoutePlan; reason: string }) =>
      applyRouteChange({
        route: plan.route,
        rule: plan.rule,
        weights: plan.after,
        resourceVersion: plan.resourceVersion,
        ...(reason.trim() !== "" && { reason: reason.trim() }),
      }),
    onSuccess: (change) => recordChange(queries, change),
    onError: (error) => {
      const theirs = error instanceof ApiError ? error.problem?.theirs : undefined;
      if (theirs !== undefined) recordRoute(queries, theirs);
    },
    onSettled: () => refreshRoutes(queries),
  });
}
