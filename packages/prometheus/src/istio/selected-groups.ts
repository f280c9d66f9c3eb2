import type { Reporter } from "@fyr/contract";
import { either, is, isOneOf, type PromQl, without } from "../promql.ts";
import { and, type Groups } from "./groups.ts";
import { appLabels, type HalfNamed, pairNamed, type Telling, tellingsOf } from "./half-named.ts";

/** How one metric is asked for: its rates, added up, in rows that pairs can be told apart by, and `labels` besides. */
export interface Asking {
  readonly pair: readonly string[];
  readonly labels: readonly string[];
  readonly sum: (by: readonly string[], groups: Groups) => PromQl;
  /** The rows that hold something. */
  readonly counted: (sum: PromQl) => PromQl;
  readonly halfNamed: readonly HalfNamed[];
  /** See `PairsSubject`. */
  readonly isPlaced: boolean;
}

/** What some reporters have. */
export interface Reported {
  readonly by: readonly Reporter[];
  readonly groups: Groups;
}

export function reportedBy(groups: Groups, ...by: readonly Reporter[]): Reported {
  const [one = "", ...more] = by;
  return { by, groups: and(groups, [[more.length === 0 ? is("reporter", one) : isOneOf("reporter", by)]]) };
}

/** As much of the groups as others say the same of: who calls, or who answers, and what is called. */
export function sideOf(groups: Groups, side: "source_" | "destination_"): Groups {
  const kept = groups.map((group) =>
    group.filter((matcher) => matcher.startsWith(side) || matcher.startsWith("destination_service")),
  );
  return [...new Map(kept.map((group) => [group.join(), group])).values()];
}

/** Each label once. */
export function together(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** What rows are told apart by. */
export function rowLabels({ pair, labels, halfNamed }: Asking): string[] {
  return together(pair, labels, appLabels(halfNamed));
}

/** What the one has of pairs the other has nothing of, as far as both name them. */
export function except(ask: Asking, own: Reported, other: Reported): PromQl {
  const rows = rowLabels(ask);
  const others = tellingsOf(ask.halfNamed, other.by);
  return either(
    ...tellingsOf(ask.halfNamed, own.by).map((telling) => {
      const alike = Map.groupBy(
        others.filter((one) => !ask.isPlaced || isPlacedAsWell(one, telling)),
        (one) => pairNamed(ask.pair, telling, one).join(),
      );
      return [...alike].reduce(
        (left, [named, tellings]) => {
          const pair = named.split(",");
          const taken = ask.counted(ask.sum(pair, withinGroups(other.groups, tellings, others.length)));
          // Where rows say no more than their pair it need not be named: a query can be too long for whoever is asked.
          return without(left, taken, rows.length === pair.length ? undefined : pair);
        },
        ask.sum(rows, and(own.groups, telling.selections)),
      );
    }),
  );
}

/** It says as well where the callee is. */
function isPlacedAsWell(one: Telling, than: Telling): boolean {
  return one.lacks.destination.every((part) => than.lacks.destination.includes(part));
}

/** All tellings together are everything. */
function withinGroups(groups: Groups, tellings: readonly Telling[], ofAll: number): Groups {
  return tellings.length === ofAll
    ? groups
    : and(
        groups,
        tellings.flatMap(({ selections }) => selections),
      );
}
