import { isNoneOf, isOneOf, type Matcher, type PromQl, without } from "../promql.ts";
import { and, type Groups } from "./groups.ts";
import { pairNamed, tellingsOf } from "./half-named.ts";
import { type Asking, except, type Reported, reportedBy, rowLabels } from "./selected-groups.ts";

/** Rows, and what their pairs are told apart by. */
export interface PairRows {
  readonly pair: readonly string[];
  readonly rows: PromQl;
}

/** Series of callers whose cluster is told, or is not. */
interface ClusterTelling {
  readonly pair: readonly string[];
  readonly callers: readonly Matcher[];
}

const untold = ["", "unknown"];

/** A proxy knows its own cluster: who is called may not know that of the caller. */
function clusterTellings(pair: readonly string[]): readonly ClusterTelling[] {
  if (!pair.includes("source_cluster")) return [{ pair, callers: [] }];
  return [
    { pair, callers: [isNoneOf("source_cluster", untold)] },
    { pair: pair.filter((label) => label !== "source_cluster"), callers: [isOneOf("source_cluster", untold)] },
  ];
}

/** What callees have counted of pairs that none of the `better` reporters has counted. */
export function byCallees(ask: Asking, groups: Groups, better: Reported): PairRows[] {
  return clusterTellings(ask.pair).map(({ pair, callers }) => {
    const own = reportedBy(and(groups, [callers]), "destination");
    return { pair, rows: except({ ...ask, pair }, own, better) };
  });
}

/**
 * What callers have counted and, `byOthers`, what others have of pairs that callers tell nothing of, cluster by cluster:
 * where a caller does not say in which cluster, or which workload of an app, has answered and they do, it is theirs that
 * count.
 */
export function whereTold(ask: Asking, byCallers: Reported, byOthers: readonly PairRows[]): PromQl[] {
  const rows = rowLabels(ask);
  const tellings = tellingsOf(ask.halfNamed, byCallers.by);
  return tellings
    .flatMap((telling) => {
      const own = and(byCallers.groups, telling.selections);
      const unlessOthers = (groups: Groups) =>
        byOthers.reduce(
          (unplaced, others) => {
            const somewhere = others.pair.filter((label) => label !== "destination_cluster");
            return without(unplaced, ask.counted(others.rows), pairNamed(somewhere, telling, telling));
          },
          ask.sum(rows, groups),
        );
      if (telling.lacks.destination.length > 0) return [unlessOthers(own)];
      return [
        ask.sum(rows, and(own, [[isNoneOf("destination_cluster", untold)]])),
        unlessOthers(and(own, [[isOneOf("destination_cluster", untold)]])),
      ];
    })
    .concat(byOthers.map((others) => others.rows));
}
