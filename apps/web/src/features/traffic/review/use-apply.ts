import type { GuardRequest, RouteChange, RoutePlan } from "@fyr/contract";
import { notifications } from "@mantine/notifications";
import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ApiError } from "../../../api/api-error.ts";
import { applyRouteChange } from "../../../api/traffic-queries.ts";
import { problemText } from "../../../ui/problem-text.ts";
import { recordChange, recordRoute, refreshRoutes } from "../progress/use-change-log.ts";
import { inNumbers } from "../weights/draft.ts";

const mutationKey = ["apply-route-change"];

interface Asked {
  readonly plan: RoutePlan;
  readonly reason: string;
  readonly guard: GuardRequest | undefined;
}

/**
 * Carries a plan out, one at a time. It goes on when the review is closed meanwhile: whoever left is told how it went.
 * Where somebody was faster, the object as they left it takes the place of ours in the list.
 */
export function useApply(onApplied: (change: RouteChange) => void) {
  const queries = useQueryClient();
  const isSeen = useIsMounted();
  const mutation = useMutation({
    mutationKey,
    mutationFn: (asked: Asked) => applyRouteChange(requestOf(asked)),
    onSuccess: (change) => {
      recordChange(queries, change);
      onApplied(change);
      if (!isSeen.current) tellApplied(change);
    },
    onError: (error, { plan }) => {
      const theirs = error instanceof ApiError ? error.problem?.theirs : undefined;
      if (theirs !== undefined) recordRoute(queries, theirs);
      if (!isSeen.current) tellFailed(error, plan);
    },
    onSettled: () => refreshRoutes(queries),
  });
  return {
    apply: (plan: RoutePlan, reason: string, guard?: GuardRequest): void => {
      // What is rendered lags behind a second press: what is under way is asked for here.
      if (queries.isMutating({ mutationKey }) === 0) mutation.mutate({ plan, reason, guard });
    },
    isApplying: mutation.isPending,
    error: mutation.error,
    /** Ms since epoch. */
    failedAt: mutation.submittedAt,
  };
}

/** A change is on its way to the cluster, from wherever. */
export function useIsApplying(): boolean {
  return useIsMutating({ mutationKey }) > 0;
}

/** Whoever gets to apply has said yes to all the plan asks for. */
function requestOf({ plan, reason, guard }: Asked) {
  const { route, rule, after, resourceVersion, confirmations } = plan;
  const why = reason.trim();
  const confirmed = confirmations.length > 0 ? { confirmed: confirmations } : {};
  return {
    route,
    rule,
    weights: after,
    resourceVersion,
    ...(why !== "" && { reason: why }),
    ...(guard && { guard }),
    ...confirmed,
  };
}

function tellApplied({ route, after }: RouteChange): void {
  notifications.show({
    title: `Set ${route.name} to ${inNumbers(after)}`,
    message: "The history of the route tells how traffic follows.",
  });
}

function tellFailed(error: Error, { route, after }: RoutePlan): void {
  const { title, detail } = problemText(error);
  notifications.show({
    title: `${route.name} to ${inNumbers(after)}: ${title}`,
    message: detail,
    color: "red",
    autoClose: false,
  });
}

function useIsMounted() {
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  return mounted;
}
