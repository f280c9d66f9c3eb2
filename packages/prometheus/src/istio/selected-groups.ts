import { type Matcher, type PromQl, without } from "../promql.ts";

/** What series are selected by: all matchers of any of the groups. */
export type Groups = readonly (readonly Matcher[])[];

/** How one metric is asked for: its rates, added up, in rows that pairs can be told apart by, and `labels` besides. */
export interface Asking {
  readonly pair: readonly string[];
  readonly labels: readonly string[];
  readonly sum: (by: readonly string[], groups: Groups) => PromQl;
  /** The rows that hold something. */
  readonly counted: (sum: PromQl) => PromQl;
}

/** What is in the one and in the other. */
export function and(groups: Groups, others: Groups): Matcher[][] {
  return groups.flatMap((group) => others.map((more) => [...group, ...more]));
}

/** Each label once. */
export function together(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** What the one selection has of pairs the other has nothing of. */
export function except({ pair, labels, sum, counted }: Asking, own: Groups, other: Groups): PromQl {
  const rows = together(pair, labels);
  // Where rows say no more than their pair it need not be named: a query can be too long for whoever is asked.
  return without(sum(rows, own), counted(sum(pair, other)), rows.length === pair.length ? undefined : pair);
}
