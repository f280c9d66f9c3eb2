import type { Histogram } from "@fyr/topology";
import type { PrometheusClient } from "../client.ts";
import { isNoneOf, type Matcher } from "../promql.ts";
import type { Table } from "../tables/table.ts";
import { calleeSideOf, covers, heardFromOthers, selectionsOf, selectionsWith, type TimedPair } from "./callee-side.ts";
import type { DurationForm } from "./duration-form.ts";
import type { DurationQueries } from "./duration-queries.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import type { LatencyMemory, TimedRow } from "./latency-memory.ts";
import { warningsOf } from "./moment.ts";
import type { SparedBounds } from "./spared-bounds.ts";
import { ownedBy, type TellingLabels } from "./telling-labels.ts";

/** A row of buckets. */
export interface TimedHistogram {
  readonly meaning: TimedRow;
  readonly histogram: Histogram;
}

export interface Durations {
  /** Whole, whatever was asked for. */
  readonly buckets: readonly TimedHistogram[];
  readonly sums: Table<TimedRow>;
  readonly warnings: readonly string[];
}

/**
 * Asks for the buckets that the look before says will be needed, and for all sums; these say it where nobody has looked
 * before. What was not asked for and is needed all the same costs one more request: other callees' buckets, or all of
 * them where bounds left out say something, or where labels left out do.
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
  const pairs = async () => (await asking).rows.map(({ meaning }) => meaning);
  const takesBoth = form.someOnlyTime || memory.sides === "both";
  if (!takesBoth) memory.calleeSide ??= calleeSideOf(timedPairs(await asking));
  const guess = takesBoth ? "all" : (memory.calleeSide ?? "none");
  const telling = queries.bucketsBy && (await memory.labels?.telling(at, pairs));
  const spared = memory.bounds?.spared();

  async function askBuckets(selections: readonly (readonly Matcher[])[]): Promise<Table<TimedRow>> {
    const owned = telling && (await askOwned(telling, selections));
    return owned ?? client.queryTable(queries.buckets(selections), at, memory.buckets, signal);
  }

  async function askOwned({ labels, names, nameOf }: TellingLabels, selections: readonly (readonly Matcher[])[]) {
    const query = queries.bucketsBy?.(labels, selections);
    if (query === undefined) return undefined;
    const [named, sums] = await Promise.all([client.queryTable(query, at, names, signal), asking]);
    const owned = ownedBy(named, sums, nameOf);
    if (owned === undefined) memory.labels?.disprove(at, await pairs());
    return owned;
  }

  const [first, sums] = await Promise.all([askBuckets(withoutBounds(selectionsWith(guess), spared)), asking]);
  const timed = timedPairs(sums);
  const better = heardFromOthers(timed);
  const wanted = calleeSideOf(timed, better);
  memory.calleeSide = wanted;
  const needed = (table: Table<TimedRow>) => (form.someOnlyTime ? table : withoutSpare(table, better));
  const told = histogramsOf(needed(first), spared);
  const isCovered = covers(guess, wanted);
  const missing =
    told === undefined ? selectionsWith(isCovered ? guess : wanted) : isCovered ? [] : selectionsOf(wanted);
  const second = missing.length === 0 ? undefined : await askBuckets(missing);
  const more = second && histogramsOf(needed(second), undefined);
  const buckets = [...(told ?? []), ...(more ?? [])];
  const { columns } = second ?? first;
  memory.bounds?.learn(at, columns, buckets);
  return {
    buckets,
    sums,
    warnings: warningsOf(...(told === undefined ? [] : [first]), ...(second ? [second] : []), sums),
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
  { columns, rows }: Table<TimedRow>,
  spared: SparedBounds | undefined,
): TimedHistogram[] | undefined {
  const read = createHistogramReader(columns);
  const found: TimedHistogram[] = [];
  for (const { meaning, values } of rows) {
    const told = read(values);
    if (told === undefined) continue;
    const histogram = spared === undefined ? told : spared.complete(told);
    if (histogram === undefined) return undefined;
    found.push({ meaning, histogram });
  }
  return found;
}

function timedPairs({ columns, rows }: Table<TimedRow>): TimedPair[] {
  const counts = columns.indexOf("count");
  return rows.map(({ meaning: { key, pair, caller, callee }, values }) => {
    return { reporter: key.reporter, pair, caller, callee, countPerSecond: values[counts] ?? 0 };
  });
}
