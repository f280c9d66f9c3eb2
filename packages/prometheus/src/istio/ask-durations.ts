import type { Histogram } from "@fyr/topology";
import type { PrometheusClient } from "../client.ts";
import { isNoneOf, type Matcher } from "../promql.ts";
import type { Table } from "../tables/table.ts";
import { createBucketsQuestions, withoutThose } from "./ask-buckets.ts";
import {
  calleeSideOf,
  covers,
  heardFromOthers,
  selectionsOf,
  selectionsOfPairs,
  selectionsWith,
  type TimedPair,
} from "./callee-side.ts";
import type { DurationForm } from "./duration-form.ts";
import type { DurationQueries } from "./duration-queries.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import type { LatencyMemory } from "./latency-memory.ts";
import { warningsOf } from "./moment.ts";
import type { SparedBounds } from "./spared-bounds.ts";
import type { TimedRow } from "./timed-row.ts";

/** A row of buckets. */
export interface TimedHistogram {
  readonly meaning: TimedRow;
  readonly histogram: Histogram;
}

export interface Durations {
  /** Whole, whatever was asked for. */
  readonly buckets: readonly TimedHistogram[];
  /** How their bounds are written. */
  readonly bounds: readonly string[];
  readonly sums: Table<TimedRow>;
  readonly warnings: readonly string[];
}

/**
 * Asks at once for all sums and for the buckets that the look before says will be needed; where nobody has looked before,
 * for those of callers, which most meshes have. What was not asked for and is needed all the same costs one more request:
 * other callees' buckets, all of them where bounds left out say something, or those of pairs that labels left out tell.
 */
export async function askDurations(
  client: Pick<PrometheusClient, "queryTable">,
  queries: DurationQueries,
  form: DurationForm,
  memory: LatencyMemory,
  at: number,
  signal?: AbortSignal,
): Promise<Durations> {
  const asking = client.queryTable(queries.sums, at, memory.sums, signal);
  const ask = createBucketsQuestions(client, queries, memory, asking, at, signal);
  const takesBoth = form.someOnlyTime || memory.sides === "both";
  const guess = takesBoth ? "all" : (memory.calleeSide ?? "none");
  const spared = memory.bounds?.spared();

  const [owned, sums] = await Promise.all([ask.byFew(withoutBounds(selectionsWith(guess), spared)), asking]);
  const timed = timedPairs(sums);
  const better = heardFromOthers(timed);
  // Where nothing is summed up nobody knows of whom there are buckets.
  const wanted = timed.length === 0 ? "all" : calleeSideOf(timed, better);
  memory.calleeSide = wanted;
  const needed = (table: Table<TimedRow>) => (form.someOnlyTime ? table : withoutSpare(table, better));
  const told = owned && histogramsOf([needed(owned.table)], spared);
  const kept = told && owned?.table;
  const isCovered = covers(guess, wanted);
  const untold = owned?.untold ?? [];
  const missing =
    told === undefined
      ? selectionsWith(isCovered ? guess : wanted)
      : [...(isCovered ? [] : selectionsOf(wanted)), ...selectionsOfPairs(untold)];

  async function askMissing(): Promise<readonly Table<TimedRow>[]> {
    if (missing.length === 0) return [];
    if (owned !== undefined && untold.length === 0) return ask.whole(missing);
    const table = await ask.byAll(missing);
    return [kept === undefined ? table : withoutThose(table, kept)];
  }

  const second = await askMissing();
  const more = histogramsOf(second.map(needed), undefined);
  const read = [...(kept === undefined ? [] : [kept]), ...second];
  return {
    buckets: [...(told ?? []), ...(more ?? [])],
    bounds: [...new Set(read.flatMap(({ columns }) => columns))],
    sums,
    warnings: warningsOf(...read, sums),
  };
}

function withoutBounds(selections: readonly (readonly Matcher[])[], spared: SparedBounds | undefined): Matcher[][] {
  const bounds = spared === undefined ? [] : [isNoneOf("le", spared.texts)];
  return selections.map((matchers) => [...matchers, ...bounds]);
}

/** What is read does not depend on what was guessed: no buckets of callees whose callers have timed the pair. */
function withoutSpare(table: Table<TimedRow>, better: ReadonlySet<string>): Table<TimedRow> {
  const isSpare = ({ key, pair }: TimedRow) => key.reporter === "destination" && better.has(pair);
  return { ...table, rows: table.rows.filter(({ meaning }) => !isSpare(meaning)) };
}

/** Whole, where bounds were spared; undefined where one of them proves that these say something. */
function histogramsOf(
  tables: readonly Table<TimedRow>[],
  spared: SparedBounds | undefined,
): TimedHistogram[] | undefined {
  const found: TimedHistogram[] = [];
  for (const { columns, rows } of tables) {
    const read = createHistogramReader(columns);
    for (const { meaning, values } of rows) {
      const told = read(values);
      if (told === undefined) continue;
      const histogram = spared === undefined ? told : spared.complete(told);
      if (histogram === undefined) return undefined;
      found.push({ meaning, histogram });
    }
  }
  return found;
}

function timedPairs({ columns, rows }: Table<TimedRow>): TimedPair[] {
  const counts = columns.indexOf("count");
  return rows.map(({ meaning: { key, pair, caller, callee }, values }) => {
    return { reporter: key.reporter, pair, caller, callee, countPerSecond: values[counts] ?? 0 };
  });
}
