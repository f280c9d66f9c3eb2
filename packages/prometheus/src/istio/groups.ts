import type { Matcher } from "../promql.ts";

/** What series are selected by: all matchers of any of the groups. */
export type Groups = readonly (readonly Matcher[])[];

/** What is in the one and in the other. */
export function and(groups: Groups, others: Groups): Matcher[][] {
  return groups.flatMap((group) => others.map((more) => [...group, ...more]));
}
