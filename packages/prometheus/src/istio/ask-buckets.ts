import type { PrometheusClient } from "../client.ts";
import type { Matcher } from "../promql.ts";
import type { Table } from "../tables/table.ts";
import { selectionsOfPairs } from "./callee-side.ts";
import type { DurationQueries } from "./duration-queries.ts";
import type { LatencyMemory } from "./latency-memory.ts";
import { countedIn, type Owned, ownedBy } from "./telling-labels.ts";
import type { TimedRow } from "./timed-row.ts";

type Selections = readonly (readonly Matcher[])[];

/** Questions about buckets of selected series. */
export interface BucketsQuestions {
  /**
   * Some buckets of these, by the few labels that most likely tell whose they are: the sums prove it. Undefined where
   * nothing is told.
   */
  byFew(selections: Selections): Promise<Owned | undefined>;
  /** By all labels. */
  byAll(selections: Selections): Promise<Table<TimedRow>>;
  /** By few, and by all what those do not tell: tables with columns of their own, no row twice. */
  whole(selections: Selections): Promise<readonly Table<TimedRow>[]>;
}

export function createBucketsQuestions(
  client: Pick<PrometheusClient, "queryTable">,
  queries: DurationQueries,
  memory: LatencyMemory,
  sums: Promise<Table<TimedRow>>,
  at: number,
  signal?: AbortSignal,
): BucketsQuestions {
  const telling = memory.labels?.telling(at);

  const byAll: BucketsQuestions["byAll"] = (selections) =>
    client.queryTable(queries.buckets(selections), at, memory.buckets, signal);

  const byFew: BucketsQuestions["byFew"] = async (selections) => {
    const query = telling && queries.bucketsBy?.(telling.labels, selections);
    if (telling === undefined || query === undefined) return { table: await byAll(selections), untold: [] };
    const [named, timed] = await Promise.all([client.queryTable(query, at, telling.names, signal), sums]);
    const counted = countedIn(timed);
    const owned = ownedBy(named, counted, telling.nameOf);
    if (owned?.untold.length !== 0) {
      memory.labels?.disprove(
        at,
        counted.map(({ row }) => row),
      );
    }
    return owned;
  };

  return {
    byFew,
    byAll,
    whole: async (selections) => {
      const owned = await byFew(selections);
      if (owned === undefined) return [await byAll(selections)];
      if (owned.untold.length === 0) return [owned.table];
      return [owned.table, withoutThose(await byAll(selectionsOfPairs(owned.untold)), owned.table)];
    },
  };
}

/** Whoever asks for the pairs of some names may be told of others, too. */
export function withoutThose(table: Table<TimedRow>, told: Table<TimedRow>): Table<TimedRow> {
  const known = new Set(told.rows.map(({ meaning }) => meaning.id));
  return { ...table, rows: table.rows.filter(({ meaning }) => !known.has(meaning.id)) };
}
