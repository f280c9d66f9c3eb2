import { either, is, isNoneOf, isOneOf, type PromQl, positive, without } from "../promql.ts";
import { and, type Groups } from "./groups.ts";
import { pairLabels } from "./labels.ts";
import { type Asking, rowLabels, sideOf, together } from "./selected-groups.ts";

/** All but what gateways between networks send. */
export function besidesGateways(gateways: readonly string[], groups: Groups): Groups {
  return gateways.length === 0 ? groups : and(groups, [[isNoneOf("source_workload", gateways)]]);
}

const callee = pairLabels.filter((label) => label.startsWith("destination_"));

/**
 * Of connections of gateways between networks those that are their own, as pictures have it: to whom tells that they call,
 * and to whom tells nothing. Who tells of other callers alone counts what is passed on as theirs.
 */
export function ofGateways(
  ask: Asking,
  gateways: readonly string[],
  { groups, others }: { readonly groups: Groups; readonly others: Groups },
  requests: Asking["sum"],
): PromQl[] {
  if (gateways.length === 0) return [];
  const { pair, sum, counted } = ask;
  const theirs = and(and(groups, others), [[isOneOf("source_workload", gateways)]]);
  const byCallees = and(theirs, [[is("reporter", "destination")]]);
  const byThemselves = sum(together(rowLabels(ask), callee), and(theirs, [[is("reporter", "source")]]));
  // Whoever is called, by anybody else.
  const called = and(sideOf(groups, "destination_"), [
    [is("reporter", "destination"), isNoneOf("source_workload", gateways)],
  ]);
  const telling = either(counted(sum(callee, and(called, others))), positive(requests(callee, called)));
  return [
    sum(rowLabels(ask), byCallees),
    without(without(byThemselves, counted(sum(pair, byCallees)), pair), telling, callee),
  ];
}
