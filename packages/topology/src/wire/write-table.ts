import type { Column, TableDiff } from "@fyr/contract";
import { type FieldCells, fieldCellsOf } from "./field-cells.ts";
import { type Made, makerOf } from "./made-values.ts";
import { addCell, type Cells, matchRows, noCells } from "./match-rows.ts";
import type { NamesToWrite } from "./names.ts";
import { packRows, runsOf } from "./runs.ts";
import { writePieces } from "./write-pieces.ts";
import { createValueWriter } from "./write-values.ts";

export interface TableKind<Row> {
  /** The same for a row before and after. */
  readonly keyOf: (row: Row) => string;
  /** By path: how values usually are made of others, the likeliest first. Where they are, they are not written. */
  readonly made?: Readonly<Record<string, readonly Made[]>>;
  /** The path of ids that are told by their pieces. */
  readonly inPieces?: string;
  /** Takes values that are to be told after other tables: true for those it took. */
  readonly holdBack?: (held: HeldColumn) => boolean;
}

/** Values of one path that are still to be written, and the rows where there are none any more. */
export interface HeldColumn {
  readonly path: string;
  readonly gone: readonly number[];
  readonly cells: Cells;
}

/** What carries the rows before to those after. */
export function writeTable<Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  { keyOf, made = {}, inPieces, holdBack }: TableKind<Row>,
  names: NamesToWrite,
): TableDiff {
  const { touched, ...rows } = matchRows(before, after, keyOf);
  const columns: Column[] = [];
  const writeValues = createValueWriter(names, after.length);
  /** Values that may be made of others stand after those. */
  const last: (() => void)[] = [];

  function writeFields(prefix: string, cells: Cells): void {
    for (const [field, of] of fieldCellsOf(cells)) writeField(prefix === "" ? field : `${prefix}.${field}`, of);
  }

  function writeField(path: string, { gone, begun, structures, kind, changed, all }: FieldCells): void {
    const ways = made[path];
    if (kind !== undefined) {
      if (gone.length + begun.length > 0) columns.push({ path, holds: kind, ...told({ gone, set: begun }) });
      writeFields(path, structures);
    } else if (path === inPieces) {
      const written = writePieces(path, changed, writePiecesOf);
      columns.push(...written.columns);
      writeRest(path, gone, written.rest);
    } else if (ways === undefined) writeRest(path, gone, cheaper(changed, all));
    else {
      writeRest(path, gone, noCells());
      last.push(() => writeMade(path, ways, changed));
    }
  }

  function writePiecesOf(pieces: readonly object[]): TableDiff {
    return writeTable([], pieces, { keyOf: () => "" }, names);
  }

  function writeRest(path: string, gone: readonly number[], cells: Cells): void {
    if (gone.length + cells.rows.length === 0 || holdBack?.({ path, gone, cells })) return;
    columns.push(writeValues(path, gone, cells));
  }

  function writeMade(path: string, ways: readonly Made[], cells: Cells): void {
    let rest = cells;
    for (const way of ways) {
      const make = makerOf(way, names.rowById);
      const made = rest.rows.filter((row, at) => make(after[row]) === rest.after[at]);
      if (made.length === 0) continue;
      columns.push({ path, set: packRows(made), ...way });
      rest = without(rest, new Set(made));
    }
    writeRest(path, [], rest);
  }

  writeFields("", touched);
  for (const write of last) write();
  return { ...rows, columns };
}

/** Where nearly all rows changed, some that did not cost less than telling which did. */
function cheaper(changed: Cells, all: Cells): Cells {
  if (changed.rows.length === 0) return changed;
  const cost = ({ rows }: Cells) => rows.length + 2 * runsOf(rows).length;
  return cost(all) < cost(changed) ? all : changed;
}

function without({ rows, before, after }: Cells, gone: ReadonlySet<number>): Cells {
  const rest = noCells();
  rows.forEach((row, at) => {
    if (!gone.has(row)) addCell(rest, row, before[at], after[at]);
  });
  return rest;
}

function told({ gone, set }: Readonly<Record<"gone" | "set", readonly number[]>>): { gone?: string; set?: string } {
  return { ...(gone.length > 0 && { gone: packRows(gone) }), ...(set.length > 0 && { set: packRows(set) }) };
}
