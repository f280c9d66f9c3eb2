import type { Column } from "@fyr/contract";
import { byId } from "./ids.ts";
import { sameValue } from "./same-value.ts";

interface Identified {
  readonly id: string;
}

interface ListDiff<Item> {
  /** Rows of the list before. */
  removed: number[];
  added: Item[];
  /** By field. Rows count in the list after. */
  columns: Record<string, Column>;
}

/** Both lists are sorted by id. */
export function diffList<Item extends Identified>(before: readonly Item[], after: readonly Item[]): ListDiff<Item> {
  const old = new Map(before.map((item) => [item.id, item]));
  const stays = new Set(after.map((item) => item.id));
  const columns: Record<string, Column> = {};
  after.forEach((item, row) => {
    const was = old.get(item.id);
    if (was !== undefined && was !== item) addChanges(columns, row, was, item);
  });
  return {
    removed: before.flatMap((item, row) => (stays.has(item.id) ? [] : [row])),
    added: after.filter((item) => !old.has(item.id)),
    columns,
  };
}

/** The list after, sorted by id. Items nothing is said about stay the same objects, and so does an untouched list. */
export function applyListDiff<Item extends Identified>(before: Item[], diff: ListDiff<Item>): Item[] {
  const columns = Object.entries(diff.columns);
  if (diff.removed.length === 0 && diff.added.length === 0 && columns.length === 0) return before;
  const removed = new Set(diff.removed);
  const after = [...before.filter((_, row) => !removed.has(row)), ...diff.added].sort(byId);
  const changed = new Map<number, Record<string, unknown>>();
  for (const [field, { rows, values }] of columns) {
    rows.forEach((row, at) => {
      const fields = changed.get(row) ?? { ...after[row] };
      if (values[at] === null) delete fields[field];
      else fields[field] = values[at];
      changed.set(row, fields);
    });
  }
  for (const [row, fields] of changed) after[row] = fields as unknown as Item;
  return after;
}

function addChanges<Item extends object>(columns: Record<string, Column>, row: number, was: Item, is: Item): void {
  for (const field of fieldsOf(is)) if (!sameValue(was[field], is[field])) addCell(columns, field, row, is[field]);
  for (const field of fieldsOf(was)) if (!Object.hasOwn(is, field)) addCell(columns, field, row, null);
}

function fieldsOf<Item extends object>(item: Item): (keyof Item & string)[] {
  return Object.keys(item) as (keyof Item & string)[];
}

function addCell(columns: Record<string, Column>, field: string, row: number, value: unknown): void {
  const column = columns[field];
  if (column === undefined) columns[field] = { rows: [row], values: [value] };
  else {
    column.rows.push(row);
    column.values.push(value);
  }
}
