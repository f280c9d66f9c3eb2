import { destinationName, type PlanResult } from "@fyr/routing";

type Refusal = Extract<PlanResult, { ok: false }>;

/** Why a plan was refused, for people, with the field at fault where it is one. */
export function planSentence(refusal: Refusal): { readonly sentence: string; readonly field?: string } {
  switch (refusal.problem) {
    case "unknown-rule":
      return { sentence: "The route has no such rule.", field: "rule" };
    case "too-few-destinations":
      return { sentence: "The rule has one destination, which gets everything.", field: "rule" };
    case "ambiguous-destination":
      return { sentence: `The rule names ${refusal.host} twice: its weights cannot be told apart.`, field: "rule" };
    case "unknown-destination":
      return { sentence: "The rule has no such destination.", field: `weights[${refusal.index}]` };
    case "duplicate-destination":
      return { sentence: "A destination is named twice.", field: `weights[${refusal.index}]` };
    case "missing-destination":
      return { sentence: `${destinationName(refusal)} is missing: name every destination.`, field: "weights" };
    case "not-whole":
      return { sentence: "A weight is a whole number.", field: `weights[${refusal.index}].weight` };
    case "negative":
      return { sentence: "A weight is not negative.", field: `weights[${refusal.index}].weight` };
    case "not-100":
      return { sentence: `The weights sum to ${refusal.sum}, not to ${refusal.total}.`, field: "weights" };
    case "no-change":
      return { sentence: "The rule has these weights already.", field: "weights" };
  }
}
