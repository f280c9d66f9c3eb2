import type { TopologyEdge } from "@fyr/contract";
import { failedShareOf } from "../failed-share.ts";

type Measured = Pick<TopologyEdge, "id" | "errorRatio" | "failedConnectionRatio" | "latencyMs">;

/** What the calls of a path come to. */
export interface PathNumbers<Edge extends Measured> {
  /** The call that fails most; absent where of none it was measured. */
  readonly weakest?: Edge & { readonly failedShare: number };
  /**
   * The mean latencies added up; absent where none was measured. A call that waits for the next has its time in its own:
   * this says which path spends more, not how long a request takes.
   */
  readonly meanMsSum?: number;
  /** How many calls the sum is of. */
  readonly timed: number;
}

export function pathNumbers<Edge extends Measured>(path: readonly Edge[]): PathNumbers<Edge> {
  const means = path.flatMap(({ latencyMs }) => latencyMs?.mean ?? []);
  const judged = path.flatMap((edge) => {
    const failedShare = failedShareOf(edge);
    return failedShare === undefined ? [] : { ...edge, failedShare };
  });
  const [weakest] = judged.toSorted((a, b) => b.failedShare - a.failedShare);
  return {
    ...(weakest !== undefined && { weakest }),
    ...(means.length > 0 && { meanMsSum: means.reduce((sum, mean) => sum + mean, 0) }),
    timed: means.length,
  };
}

/** The one whose weakest call fails most, then the slowest; what was not measured last. Else as they stood. */
export function worstPathsFirst<Edge extends Measured>(
  paths: readonly (readonly Edge[])[],
): readonly (readonly Edge[])[] {
  return paths
    .map((path) => ({ path, numbers: pathNumbers(path) }))
    .toSorted(
      (a, b) =>
        (b.numbers.weakest?.failedShare ?? -1) - (a.numbers.weakest?.failedShare ?? -1) ||
        (b.numbers.meanMsSum ?? -1) - (a.numbers.meanMsSum ?? -1),
    )
    .map(({ path }) => path);
}
