import type { Matcher, PromQl } from "../promql.ts";

/** What series are selected by: all matchers of any of the groups. */
export type Groups = readonly (readonly Matcher[])[];

/** How one metric is asked for: its rates, added up, in rows that pairs can be told apart by. */
export interface Asking {
  readonly pair: readonly string[];
  readonly rows: readonly string[];
  readonly sum: (by: readonly string[], groups: Groups) => PromQl;
  /** The rows that hold something. */
  readonly counted: (sum: PromQl) => PromQl;
}

/** What is in the one and in the other. */
export function and(groups: Groups, others: Groups): Matcher[][] {
  return groups.flatMap((group) => others.map((more) => [...group, ...more]));
}
