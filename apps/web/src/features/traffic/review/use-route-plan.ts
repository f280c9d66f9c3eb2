import type { TrafficRoute } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { routePlan } from "../../../api/traffic-queries.ts";
import { basisState, type Draft, isConflict, sameWeights } from "../weights/draft.ts";

/**
 * What the draft would do to the object as it is now. Asked again when the object changes; nothing is written.
 * `plan` is there only while it rests on the weights the draft began with: two baselines never stand on one screen.
 */
export function useRoutePlan(route: TrafficRoute, draft: Draft) {
  const asked = routePlan({ route: route.route, rule: draft.rule, weights: [...draft.weights] });
  const answer = useQuery({
    ...asked,
    queryKey: [...asked.queryKey, route.resourceVersion],
    enabled: !isConflict(basisState(draft, route)),
    refetchOnWindowFocus: true,
  });
  const plan = answer.data && sameWeights(answer.data.before, draft.basis.weights) ? answer.data : undefined;
  return { answer, plan };
}
