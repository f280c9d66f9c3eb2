import type { RouteChange, TrafficRoute } from "@fyr/contract";
import { canUndo } from "../progress/change-log.ts";
import { type Draft, draftWith, inNumbers, isMoved, ruleOf, sameWeights, weightsOf } from "../weights/draft.ts";

/** How to go back on a change, on the object as it is now. */
export type WayBack =
  /** The weights are still what the change left: one step. */
  | { readonly kind: "undo"; readonly words: string }
  /** A new change that is reviewed first. */
  | { readonly kind: "review"; readonly words: string; readonly draft: Draft };

/** Nothing when the weights before the change stand already, or do not fit the object any more. */
export function wayBack(change: RouteChange, route: TrafficRoute): WayBack | undefined {
  const rule = ruleOf(route, change.rule);
  const numbers = inNumbers(change.before);
  if (rule !== undefined && canUndo(change) && sameWeights(weightsOf(rule), change.after)) {
    return { kind: "undo", words: `Undo to ${numbers}` };
  }
  const draft = draftWith(route, change.rule, change.before);
  if (draft === undefined || !isMoved(draft)) return undefined;
  return { kind: "review", draft, words: change.undoes === undefined ? `Back to ${numbers}…` : `Re-apply ${numbers}…` };
}
