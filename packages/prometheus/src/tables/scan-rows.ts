import { nonsense } from "../read-body.ts";
import { numberOf, readRow } from "../read-rows.ts";
import { createCells } from "./cells.ts";
import { cellOfLabels, cellOfText } from "./find-cell.ts";
import type { Cell, KnownLabels } from "./label-memory.ts";
import { endOfValue, splitRow } from "./row-text.ts";
import type { TableRow } from "./table.ts";

/** Reads the rows of a vector as their text comes. */
export interface RowScan<Meaning> {
  /** True once the list has ended. Throws a `PrometheusError` on what is no row. */
  take(text: string): boolean;
  /** What follows the list. */
  rest(): string;
  rows(): TableRow<Meaning>[];
}

/** A row that is written as one of the answer before is told by comparing texts; others are parsed one by one. */
export function scanRows<Meaning>(
  host: string,
  known: KnownLabels<Meaning>,
  along: string | undefined,
): RowScan<Meaning> {
  const cells = createCells<Meaning>(known.columns);
  let text = "";
  let at = 0;
  let last: Pick<Cell<Meaning>, "next"> = known.beginning;
  let time = "";
  let expects: "first" | "row" | "comma" = "first";

  /** Behind this part, if it stands there; -1 where it does not. A long part is compared faster as a text of its own. */
  const behind = (part: string, from: number) =>
    text.substring(from, from + part.length) === part ? from + part.length : -1;

  function note(cell: Cell<Meaning>, value: number): void {
    cells.add(cell, value);
    last.next = cell;
    last = cell;
  }

  /** As many rows as come in the order of the answer before, each with the comma after it. */
  function takeKnown(): void {
    for (let cell = last.next; cell !== undefined; cell = cell.next) {
      const { line } = cell;
      const columnAt = behind(line.before, at);
      if (columnAt === -1 || !text.startsWith(cell.text, columnAt)) return;
      const timeAt = behind(line.after, columnAt + cell.text.length);
      if (timeAt === -1 || !text.startsWith(time, timeAt)) return;
      const from = timeAt + time.length;
      const to = text.indexOf('"', from);
      const value = Number(text.substring(from, to));
      if (to <= from || Number.isNaN(value) || !text.startsWith('"]},', to)) return;
      at = to + 4;
      cells.add(cell, value);
      last = cell;
    }
  }

  /** Any row. False when it is not whole yet. */
  function takeRow(): boolean {
    const row = splitRow(text, at);
    const cell = row && cellOfText(known, row.labels, along);
    if (row !== undefined && cell !== undefined) {
      at = row.to;
      time = row.time;
      note(cell, numberOf(row.value));
      return true;
    }
    const to = endOfValue(text, at);
    if (to === -1) return false;
    const read = readRow(host, parse(host, text.slice(at, to)));
    at = to;
    if (read !== undefined) note(cellOfLabels(known, read.metric, along), read.value);
    return true;
  }

  function takeRows(): boolean {
    for (;;) {
      if (expects === "row") takeKnown();
      while (" \n\r\t".includes(text.charAt(at)) && at < text.length) at += 1;
      if (at >= text.length) return false;
      const sign = text.charAt(at);
      if (sign === "]" && expects !== "row") return true;
      if (expects === "comma") {
        if (sign !== ",") throw nonsense(host, "something that is not JSON");
        at += 1;
        expects = "row";
      } else {
        if (sign !== "{") throw nonsense(host, "a row without labels");
        if (!takeRow()) return false;
        expects = "comma";
      }
    }
  }

  return {
    take: (piece) => {
      text = text.slice(at) + piece;
      at = 0;
      return takeRows();
    },
    rest: () => text.slice(at + 1),
    rows: cells.rows,
  };
}

function parse(host: string, row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    throw nonsense(host, "something that is not JSON");
  }
}
