import type { TableDiff } from "@fyr/contract";
import type { NamesToRead } from "./names.ts";
import { textBy } from "./pattern.ts";
import { createValueReader } from "./read-values.ts";
import { createRowCopies, splitPath } from "./row-copies.ts";
import { unpackRows } from "./runs.ts";
import { unpack } from "./whole-numbers.ts";

/** The rows after. Rows and parts of rows nothing is said about stay the same objects, and so does an untouched list. */
export function readTable<Row>(before: Row[], diff: TableDiff, names: NamesToRead): Row[] {
  const { added, was, columns } = diff;
  if (added === undefined && was === undefined && columns.length === 0) return before;
  const rows = rowsAfter(before, diff);
  const copies = createRowCopies(rows);
  const readValues = createValueReader(columns, rows.length, copies, names);
  for (const column of columns) {
    const path = splitPath(column.path);
    if ("gone" in column) for (const row of unpackRows(column.gone ?? "")) copies.remove(row, path);
    const set = unpackRows(column.set ?? "");
    switch (column.holds) {
      case "object":
        for (const row of set) copies.set(row, path, {});
        break;
      case "list":
        for (const row of set) copies.set(row, path, []);
        break;
      case "pattern":
        for (const row of set) copies.set(row, path, textBy(column.pattern, rows[row]));
        break;
      case "whole":
      case "digits":
      case "decimals":
      case "words":
      case "nodes":
      case "edges":
        readValues(column, set);
        break;
    }
  }
  return rows as Row[];
}

function rowsAfter(before: readonly unknown[], { added = "", was }: TableDiff): unknown[] {
  const stay = was === undefined ? [...before] : staying(before, was);
  const rows: unknown[] = [];
  let next = 0;
  for (const row of unpackRows(added)) {
    while (rows.length < row) rows.push(stay[next++]);
    rows.push({});
  }
  while (next < stay.length) rows.push(stay[next++]);
  return rows;
}

function staying(before: readonly unknown[], was: string): unknown[] {
  let next = 0;
  return unpack(was).map((jump) => {
    const row = before[next + jump];
    next += jump + 1;
    return row;
  });
}
