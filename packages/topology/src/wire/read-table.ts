import type { Column, TableDiff } from "@fyr/contract";
import { makerOf } from "./made-values.ts";
import type { NamesToRead } from "./names.ts";
import { createValueReader, type ValueReader } from "./read-values.ts";
import { createRowCopies, lastOf, type RowCopies } from "./row-copies.ts";
import { unpackRows } from "./runs.ts";
import type { SideNumbers } from "./side-numbers.ts";
import { unpack } from "./whole-numbers.ts";

/** The rows after. Rows and parts of rows nothing is said about stay the same objects, and so does an untouched list. */
export function readTable<Row>(before: Row[], diff: TableDiff, names: NamesToRead, tellOf?: SideNumbers): Row[] {
  const { added, was, columns } = diff;
  if (added === undefined && was === undefined && columns.length === 0) return before;
  const rows = rowsAfter(before, diff);
  const copies = createRowCopies(rows);
  const readValues = createValueReader(columns, rows.length, copies, names, tellOf);
  for (const column of columns) {
    if ("gone" in column && column.gone !== undefined) takeAway(column.path, unpackRows(column.gone), copies);
    if (column.set !== undefined) set(column, unpackRows(column.set), { rows, copies, readValues, names });
  }
  return rows as Row[];
}

function takeAway(path: string, gone: readonly number[], copies: RowCopies): void {
  const holderOf = copies.holdersAt(path);
  const last = lastOf(path);
  for (const row of gone) {
    const holder = holderOf(row);
    if (Array.isArray(holder)) holder.length = Math.min(holder.length, Number(last));
    else delete holder[last];
  }
}

interface Reading {
  readonly rows: readonly unknown[];
  readonly copies: RowCopies;
  readonly readValues: ValueReader;
  readonly names: NamesToRead;
}

function set(column: Column, at: readonly number[], { rows, copies, readValues, names }: Reading): void {
  const setEach = (valueFor: (row: number) => unknown) => {
    const holderOf = copies.holdersAt(column.path);
    const last = lastOf(column.path);
    for (const row of at) holderOf(row)[last] = valueFor(row);
  };
  switch (column.holds) {
    case "object":
      setEach(() => ({}));
      break;
    case "list":
      setEach(() => []);
      break;
    case "pattern":
    case "lookup": {
      const make = makerOf(column, names.rowById);
      setEach((row) => make(rows[row]));
      break;
    }
    case "pieces": {
      const none: object[] = at.map(() => ({}));
      const pieces = readTable(none, { columns: column.pieces }, names);
      const make = makerOf({ holds: "pattern", pattern: column.pattern }, names.rowById);
      let nth = 0;
      setEach(() => make(pieces[nth++]));
      break;
    }
    case "whole":
    case "digits":
    case "decimals":
    case "words":
    case "nodes":
    case "edges":
      readValues(column, at);
      break;
  }
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
