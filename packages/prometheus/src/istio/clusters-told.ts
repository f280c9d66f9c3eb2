import { is, isNoneOf, isOneOf, type Matcher, type PromQl, without } from "../promql.ts";
import { type Asking, and, except, type Groups, together } from "./selected-groups.ts";

/** Rows, and what their pairs are told apart by. */
export interface PairRows {
  readonly pair: readonly string[];
  readonly rows: PromQl;
}

/** Series of callers whose cluster is told, or is not. */
interface Telling {
  readonly pair: readonly string[];
  readonly callers: readonly Matcher[];
}

const untold = ["", "unknown"];

/** A proxy knows its own cluster: who is called may not know that of the caller. */
function tellingsOf(pair: readonly string[]): readonly Telling[] {
  if (!pair.includes("source_cluster")) return [{ pair, callers: [] }];
  return [
    { pair, callers: [isNoneOf("source_cluster", untold)] },
    { pair: pair.filter((label) => label !== "source_cluster"), callers: [isOneOf("source_cluster", untold)] },
  ];
}

/** What callees have counted of pairs that none of the `better` reporters has counted. */
export function byCallees(ask: Asking, groups: Groups, better: Groups): PairRows[] {
  return tellingsOf(ask.pair).map(({ pair, callers }) => {
    const own = and(groups, [[is("reporter", "destination"), ...callers]]);
    return { pair, rows: except({ ...ask, pair }, own, better) };
  });
}

/**
 * What callers have counted and, `byOthers`, what others have of pairs that callers tell nothing of, cluster by cluster:
 * where a caller does not say in which cluster somebody answered and they do, it is theirs that count.
 */
export function whereTold(
  { pair, labels, sum, counted }: Asking,
  byCallers: Groups,
  byOthers: readonly PairRows[],
): PromQl[] {
  const rows = together(pair, labels);
  const nameless = byOthers.reduce(
    (unplaced, others) => {
      const somewhere = others.pair.filter((label) => label !== "destination_cluster");
      return without(unplaced, counted(others.rows), somewhere);
    },
    sum(rows, and(byCallers, [[isOneOf("destination_cluster", untold)]])),
  );
  const placed = sum(rows, and(byCallers, [[isNoneOf("destination_cluster", untold)]]));
  return [placed, nameless, ...byOthers.map((others) => others.rows)];
}
