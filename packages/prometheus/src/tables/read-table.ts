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
  let around = "";
  let scan: RowScan<Meaning> | undefined;
  let isOver = false;

  function takeRows(piece: string, rows: RowScan<Meaning>): void {
    try {
      isOver = rows.take(piece);
    } catch (error) {
      const type = resultTypeIn(around);
      throw type === undefined || type === "vector" ? error : nonsense(host, "no vector where one was asked for");
    }
    if (isOver) around += `]${rows.rest()}`;
  }

  return {
    take: (piece) => {
      if (scan !== undefined && !isOver) return takeRows(piece, scan);
      around += piece;
      const begin = scan === undefined ? rowsBegin.exec(around) : null;
      if (begin === null) return;
      const rowsAt = begin.index + begin[0].length;
      const rows = around.slice(rowsAt);
      around = around.slice(0, rowsAt);
      scan = scanRows(host, known, memory.along);
      takeRows(rows, scan);
    },
    end: () => {
      const { data, warnings } = readSuccess(host, around);
      resultOf(host, data, "vector");
      const rows = scan?.rows() ?? [];
      memory.settle(rows.length);
      return { columns: known.columns.slice(), rows, warnings };
    },
  };
}

/** Within a text its quotes would be escaped. */
const rowsBegin = /"result"\s*:\s*\[/;

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
  const cells = createCells<Meaning>(known.columns);
  for (const { metric, value } of rows) cells.add(cellOfLabels(known, metric, memory.along), value);
  const read = cells.rows();
  memory.settle(read.length);
  return { columns: known.columns.slice(), rows: read };
}
