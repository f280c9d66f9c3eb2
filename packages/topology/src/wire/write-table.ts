import type { Column, TableDiff } from "@fyr/contract";
import { addCell, type Cells, matchRows, noCells } from "./match-rows.ts";
import type { NamesToWrite } from "./names.ts";
import { textBy } from "./pattern.ts";
import { packRows, runsOf } from "./runs.ts";
import { createValueWriter } from "./write-values.ts";

export interface TableKind<Row> {
  /** The same for a row before and after. */
  readonly keyOf: (row: Row) => string;
  /** How the id is usually made of other fields. */
  readonly idPattern?: string;
}

/** What carries the rows before to those after. */
export function writeTable<Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  { keyOf, idPattern }: TableKind<Row>,
  names: NamesToWrite,
): TableDiff {
  const { touched, ...rows } = matchRows(before, after, keyOf);
  const columns: Column[] = [];
  const writeValues = createValueWriter(names, after.length);
  /** Ids that are made of other fields stand after these. */
  let ids: Cells | undefined;

  function writeFields(prefix: string, cells: Cells): void {
    for (const field of fieldsOf(cells))
      writeField(prefix === "" ? field : `${prefix}.${field}`, cellsOf(cells, field));
  }

  function writeField(path: string, { gone, begun, structures, kind, changed, all }: FieldCells): void {
    if (kind !== undefined) {
      if (gone.length + begun.length > 0) columns.push({ path, holds: kind, ...told({ gone, set: begun }) });
      writeFields(path, structures);
    } else if (path === "id" && idPattern !== undefined) ids = changed;
    else if (gone.length + changed.rows.length > 0) columns.push(writeValues(path, gone, cheaper(changed, all)));
  }

  function writeIds(cells: Cells, pattern: string): void {
    const made: number[] = [];
    const others = noCells();
    cells.rows.forEach((row, at) => {
      if (textBy(pattern, after[row]) === cells.after[at]) made.push(row);
      else addCell(others, row, cells.before[at], cells.after[at]);
    });
    if (made.length > 0) columns.push({ path: "id", holds: "pattern", set: packRows(made), pattern });
    if (others.rows.length > 0) columns.push(writeValues("id", [], others));
  }

  writeFields("", touched);
  if (ids !== undefined && idPattern !== undefined) writeIds(ids, idPattern);
  return { ...rows, columns };
}

interface FieldCells {
  readonly gone: number[];
  /** Where an object or a list begins. */
  readonly begun: number[];
  /** Objects or lists that are not the same as before. */
  readonly structures: Cells;
  readonly kind: "object" | "list" | undefined;
  /** Other values: those that changed, and all of them. */
  readonly changed: Cells;
  readonly all: Cells;
}

function cellsOf({ rows, before, after }: Cells, field: string): FieldCells {
  const gone: number[] = [];
  const begun: number[] = [];
  const structures = noCells();
  const changed = noCells();
  const all = noCells();
  let kind: FieldCells["kind"];
  rows.forEach((row, at) => {
    const was = fieldOf(before[at], field);
    const is = fieldOf(after[at], field);
    if (is === undefined) {
      if (was !== undefined) gone.push(row);
    } else if (typeof is === "object") {
      kind ??= Array.isArray(is) ? "list" : "object";
      if (was === undefined) begun.push(row);
      if (was !== is) addCell(structures, row, was, is);
    } else {
      addCell(all, row, was, is);
      if (was !== is) addCell(changed, row, was, is);
    }
  });
  return { gone, begun, structures, kind, changed, all };
}

/** Where nearly all rows changed, some that did not cost less than telling which did. */
function cheaper(changed: Cells, all: Cells): Cells {
  const cost = ({ rows }: Cells) => rows.length + 2 * runsOf(rows).length;
  return cost(all) < cost(changed) ? all : changed;
}

function told(rows: Readonly<Record<"gone" | "set", readonly number[]>>): { gone?: string; set?: string } {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([name, some]) => (some.length === 0 ? [] : [[name, packRows(some)]])),
  );
}

function fieldsOf({ before, after }: Cells): Set<string> {
  const fields = new Set<string>();
  for (const value of after) for (const field of Object.keys(value as object)) fields.add(field);
  for (const value of before)
    if (value !== undefined) for (const field of Object.keys(value as object)) fields.add(field);
  return fields;
}

function fieldOf(value: unknown, field: string): unknown {
  return value === undefined ? undefined : (value as Readonly<Record<string, unknown>>)[field];
}
