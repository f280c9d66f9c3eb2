import type { VectorRow } from "../answers.ts";
import type { BodyReader } from "../body-reader.ts";
import { isObject } from "../is-object.ts";
import { nonsense, readSuccess } from "../read-body.ts";
import { resultOf } from "../read-rows.ts";
import { createCells } from "./cells.ts";
import { cellOfLabels } from "./find-cell.ts";
import type { LabelMemory } from "./label-memory.ts";
import { type RowScan, scanRows } from "./scan-rows.ts";
import type { Table } from "./table.ts";

/**
 * An instant vector as a table, read while it comes: neither its text nor an object for each row is ever held whole.
 * What stands around the rows is read as JSON, with an empty list in their place.
 */
export function readTable<Meaning>(host: string, memory: LabelMemory<Meaning>): BodyReader<Table<Meaning>> {
  const known = memory.known();
  const before = known.size();
  let around = Buffer.alloc(0);
  let scan: RowScan<Meaning> | undefined;
  let isOver = false;

  function takeRows(piece: Uint8Array, rows: RowScan<Meaning>): void {
    try {
      isOver = rows.take(piece);
    } catch (error) {
      const type = resultTypeIn(around.toString());
      throw type === undefined || type === "vector" ? error : nonsense(host, "no vector where one was asked for");
    }
    if (isOver) around = Buffer.concat([around, listEnd, rows.rest()]);
  }

  return {
    take: (piece) => {
      if (scan !== undefined && !isOver) return takeRows(piece, scan);
      around = Buffer.concat([around, piece]);
      const rowsAt = scan === undefined ? rowsBeginIn(around) : -1;
      if (rowsAt === -1) return;
      const rows = around.subarray(rowsAt);
      around = around.subarray(0, rowsAt);
      scan = scanRows(host, known, memory.along);
      takeRows(rows, scan);
    },
    end: () => {
      const { data, warnings } = readSuccess(host, around.toString());
      resultOf(host, data, "vector");
      const rows = scan?.rows() ?? [];
      memory.settle(rows.length, before);
      return { columns: known.columns.slice(), rows, warnings };
    },
  };
}

const listEnd = Buffer.from("]");
/** Within a text its quotes would be escaped. */
const rowsBegin = /"result"\s*:\s*\[/;

/** Where the first row may stand; -1 where the list has not begun. */
function rowsBeginIn(text: Buffer): number {
  const begin = rowsBegin.exec(text.toString("latin1"));
  return begin === null ? -1 : begin.index + begin[0].length;
}

/** As far as it was told before the rows. */
function resultTypeIn(head: string): unknown {
  try {
    const { data }: { readonly data?: unknown } = JSON.parse(`${head}]}}`);
    return isObject(data) ? data["resultType"] : undefined;
  } catch {
    return undefined;
  }
}

/** The same of rows that were read one by one. */
export function tableOf<Meaning>(
  rows: readonly VectorRow[],
  memory: LabelMemory<Meaning>,
): Omit<Table<Meaning>, "warnings"> {
  const known = memory.known();
  const before = known.size();
  const cells = createCells<Meaning>(known.columns, before);
  for (const { metric, value } of rows) cells.add(cellOfLabels(known, metric, memory.along), value);
  const read = cells.rows();
  memory.settle(read.length, before);
  return { columns: known.columns.slice(), rows: read };
}
