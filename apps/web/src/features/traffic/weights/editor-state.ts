import type { RouteChange, RouteRule, TrafficRoute } from "@fyr/contract";
import { type Draft, isMoved, ruleOf, startDraft, sumOf } from "./draft.ts";

/** Where a person is on the road of one rule: moving weights, reading what will happen, watching it happen. */
export type EditorState =
  | { readonly step: "edit"; readonly draft: Draft }
  | { readonly step: "review"; readonly draft: Draft; readonly reason: string }
  | {
      readonly step: "watch";
      readonly change: RouteChange;
      /** Requests a second of the rule at the moment of applying: before and after are told by it. */
      readonly perSecond?: number | undefined;
    };

/** The state to show: what is kept, or a fresh draft of the rule as it stands. */
export function editorOr(kept: EditorState | undefined, route: TrafficRoute, rule: RouteRule): EditorState {
  if (kept === undefined) return { step: "edit", draft: startDraft(route, rule) };
  // A draft nobody has touched follows the cluster.
  if (kept.step === "edit" && !isMoved(kept.draft) && kept.draft.locked === undefined) {
    return { step: "edit", draft: startDraft(route, rule) };
  }
  return kept;
}

/** The weights to show: the draft's, or what a change moved. */
export function shownDraft(state: EditorState, route: TrafficRoute, rule: RouteRule): Draft {
  if (state.step !== "watch") return state.draft;
  const { before, after } = state.change;
  const basis = { generation: route.generation, weights: before };
  return { rule: rule.rule, basis, weights: after, total: sumOf(after) || 100, typed: {} };
}

/** Leaving now would lose something. */
export function isUnsaved(state: EditorState): boolean {
  return state.step !== "watch" && isMoved(state.draft);
}

/** The rule a person works on: the one chosen, else the first that splits. */
export function activeRule(route: TrafficRoute, kept: EditorState | undefined): RouteRule | undefined {
  const ref = kept === undefined ? undefined : kept.step === "watch" ? kept.change.rule : kept.draft.rule;
  const chosen = ref === undefined ? undefined : ruleOf(route, ref);
  return chosen ?? route.rules.find((rule) => rule.splits);
}
