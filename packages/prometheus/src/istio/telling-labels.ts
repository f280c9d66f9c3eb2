import { almostEqual } from "@fyr/topology";
import { numberOf } from "../read-rows.ts";
import { createLabelMemory, type LabelMemory } from "../tables/label-memory.ts";
import type { Table, TableRow } from "../tables/table.ts";
import { latencyLabels } from "./labels.ts";
import { reporterOf, rowKey } from "./read-key.ts";
import type { TimedRow } from "./timed-row.ts";

/**
 * Labels that tell the pairs of a mesh apart. What else is known of a pair its sums say: buckets, of which a pair has
 * twenty rows, need only say whose they are.
 */
export interface TellingLabels {
  readonly labels: readonly string[];
  /** Whose a row of buckets is, by these labels: kept from look to look. */
  readonly names: LabelMemory<string>;
  /** Whose a row of sums is, in the same words. */
  nameOf(row: TimedRow): string;
}

/** The first of them tell most pairs apart, those of single versions last. Who reports is always asked. */
const inOrder: readonly (typeof latencyLabels)[number][] = [
  "reporter",
  "source_workload",
  "source_workload_namespace",
  "destination_workload",
  "destination_workload_namespace",
  "destination_service_name",
  "request_protocol",
  "destination_service_namespace",
  "source_cluster",
  "destination_cluster",
  "destination_service",
  "source_canonical_revision",
  "destination_canonical_revision",
  "source_canonical_service",
  "destination_canonical_service",
];
const fewest = 5;

/** The fewest labels that tell these rows apart, and all that were needed `before`. */
export function tellingLabels(rows: readonly TimedRow[], before?: TellingLabels): TellingLabels {
  let telling = before ?? createTellingLabels(fewest);
  while (!areToldApart(rows, telling)) telling = createTellingLabels(telling.labels.length + 1);
  return telling;
}

/** Different rows of sums differ in some label: all of them tell any rows apart. */
function areToldApart(rows: readonly TimedRow[], { labels, nameOf }: TellingLabels): boolean {
  return labels.length === inOrder.length || new Set(rows.map(nameOf)).size === rows.length;
}

function createTellingLabels(count: number): TellingLabels {
  const labels = inOrder.slice(0, count);
  const places = labels.map((label) => latencyLabels.indexOf(label));
  const known = new WeakMap<TimedRow, string>();
  return {
    labels,
    names: createLabelMemory(() => (own) => reporterOf(own["reporter"]) && rowKey(own, labels), "le"),
    nameOf: (row) => {
      const name = known.get(row) ?? nameAt(row.id.split("\n"), places);
      known.set(row, name);
      return name;
    },
  };
}

function nameAt(texts: readonly string[], places: readonly number[]): string {
  return places.map((place) => `${texts[place]}\n`).join("");
}

/** How many requests a pair has timed, per second. */
export interface Counted {
  readonly row: TimedRow;
  readonly count: number;
}

/** Of each pair that tells it. */
export function countedIn({ columns, rows }: Table<TimedRow>): Counted[] {
  const counts = columns.indexOf("count");
  return rows.flatMap(({ meaning: row, values }) => {
    const count = values[counts] ?? Number.NaN;
    return Number.isNaN(count) ? [] : [{ row, count }];
  });
}

/** Buckets of which it is known whose they are. */
export interface Owned {
  readonly table: Table<TimedRow>;
  /** Pairs that some of the other buckets may belong to. */
  readonly untold: readonly TimedRow[];
}

/**
 * Buckets with all that their sums say of whose they are. The labels do not tell it where two pairs have the same ones, or
 * where buckets hold other requests than the pair has timed. Undefined where some belong to nobody.
 */
export function ownedBy(
  { columns, rows, warnings }: Table<string>,
  counted: readonly Counted[],
  nameOf: TellingLabels["nameOf"],
): Owned | undefined {
  const ends = columns.flatMap((text, column) => (numberOf(text) === Number.POSITIVE_INFINITY ? [column] : []));
  const owners = Map.groupBy(counted, ({ row }) => nameOf(row));
  const owned: TableRow<TimedRow>[] = [];
  const untold: TimedRow[] = [];
  for (const { meaning: name, values } of rows) {
    const alike = owners.get(name);
    const [owner] = alike ?? [];
    if (alike === undefined || owner === undefined) return undefined;
    const held = ends.reduce((sum, column) => sum + (values[column] || 0), 0);
    const isTold = alike.length === 1 && almostEqual(held, owner.count);
    if (isTold) owned.push({ meaning: owner.row, values });
    else untold.push(...alike.map(({ row }) => row));
  }
  return { table: { columns, rows: owned, warnings }, untold };
}
