import { destinationName, type PlanResult } from "@fyr/routing";

type Refusal = Extract<PlanResult, { ok: false }>;

/** Why a plan was refused, for people, with the field at fault where it is one. */
export function planSentence(refusal: Refusal): { readonly sentence: string; readonly field?: string } {
  switch (refusal.problem) {
    case "unknown-rule":
      return {
        sentence: "The route has no such rule: its rules are counted from 0, each protocol for itself.",
        field: "rule",
      };
    case "too-few-destinations":
      return {
        sentence: "The rule has one destination, which gets everything: there is nothing to move.",
        field: "rule",
      };
    case "ambiguous-destination":
      return { sentence: `The rule names ${refusal.host} twice: its weights cannot be told apart.`, field: "rule" };
    case "unknown-destination":
      return {
        sentence: "The rule has no such destination: name each as the rule does, by host, subset and port.",
        field: `weights[${refusal.index}]`,
      };
    case "duplicate-destination":
      return { sentence: "A destination is named twice: name each of them once.", field: `weights[${refusal.index}]` };
    case "missing-destination":
      return { sentence: `${destinationName(refusal)} is missing: name every destination.`, field: "weights" };
    case "not-whole":
      return { sentence: "A weight must be a whole number.", field: `weights[${refusal.index}].weight` };
    case "negative":
      return { sentence: "A weight must be 0 or more.", field: `weights[${refusal.index}].weight` };
    case "not-100":
      return { sentence: `The weights sum to ${refusal.sum}; they must sum to ${refusal.total}.`, field: "weights" };
    case "all-zero":
      return {
        sentence: "With all weights at 0 nobody would get any traffic, and every request would fail.",
        field: "weights",
      };
    case "too-large":
      return { sentence: `A weight may be at most ${refusal.most}.`, field: `weights[${refusal.index}].weight` };
    case "no-change":
      return { sentence: "The rule has these weights already: there is nothing to change.", field: "weights" };
  }
}
