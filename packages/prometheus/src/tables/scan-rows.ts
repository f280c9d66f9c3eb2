import { nonsense } from "../read-body.ts";
import { readRow } from "../read-rows.ts";
import { type ByteText, byteTextOf, isSame } from "./byte-text.ts";
import { createCells } from "./cells.ts";
import { cellOfLabels, cellOfText } from "./find-cell.ts";
import { joined } from "./join-text.ts";
import type { Cell, KnownLabels } from "./known-labels.ts";
import { readNumber } from "./read-number.ts";
import { endOfPlainText, endOfValue, labelMark, rowEnd, splitRow, standsAt } from "./row-text.ts";
import type { TableRow } from "./table.ts";

/** Reads the rows of a vector as their text comes. */
export interface RowScan<Meaning> {
  /** True once the list has ended. Throws a `PrometheusError` on what is no row. */
  take(piece: Uint8Array): boolean;
  /** What follows the list. */
  rest(): Uint8Array;
  rows(): TableRow<Meaning>[];
}

/** A row that is written as one of the answer before is told by comparing bytes; others are parsed one by one. */
export function scanRows<Meaning>(
  host: string,
  known: KnownLabels<Meaning>,
  along: string | undefined,
): RowScan<Meaning> {
  const cells = createCells<Meaning>(known.columns, known.size());
  const mark = along === undefined ? undefined : labelMark(along);
  let unread = noText.bytes;
  let text: ByteText = noText;
  let at = 0;
  let last: Cell<Meaning> | undefined;
  /** As it is written in the row before, with the quote of the number. */
  let time: ByteText = noText;
  let expects: "first" | "row" | "comma" = "first";
  /** Of the sample read last. */
  let value = Number.NaN;

  /** As many rows as come in the order of the answer before, each with the comma after it. */
  function takeKnown(): void {
    for (let cell = (last ?? known.beginning).next; cell !== undefined; cell = cell.next) {
      const timeAt = known.behind(cell, text, at);
      const to = timeAt === -1 ? -1 : takeSample(timeAt);
      if (to === -1 || text.bytes[to] !== comma) return;
      at = to + 1;
      cells.add(cell, value);
      last = cell;
    }
  }

  /** A row nobody knows yet where the one before leads to expect it. */
  function takeGuessed(): boolean {
    const guess = last && known.guessAfter(last);
    const timeAt = guess === undefined ? -1 : known.behind(guess, text, at);
    const to = timeAt === -1 ? -1 : takeSample(timeAt);
    if (guess === undefined || to === -1) return false;
    note(known.cellOf(guess.line, guess.head, guess.column), value, to);
    return true;
  }

  /** A row that is written as Prometheus does. */
  function takeUsual(): boolean {
    const row = splitRow(text.bytes, at);
    const to = row === undefined ? -1 : takeSample(row.timeAt);
    const cell = row === undefined || to === -1 ? undefined : cellOfText(known, text, row, along, mark);
    if (cell === undefined) return false;
    note(cell, value, to);
    return true;
  }

  /** Any row. False when it is not whole yet. */
  function takeAny(): boolean {
    const to = endOfValue(text.bytes, at);
    if (to === -1) return false;
    const read = readRow(host, parse(host, text.bytes.toString("utf8", at, to)));
    if (read === undefined) at = to;
    else note(cellOfLabels(known, read.metric, along), read.value, to);
    return true;
  }

  /** Behind the row whose time begins here; -1 where it is not whole, or is written in another way than Prometheus does. */
  function takeSample(timeAt: number): number {
    if (!isSameTime(timeAt) && !learnTime(timeAt)) return -1;
    const from = timeAt + time.bytes.length;
    const to = endOfPlainText(text.bytes, from);
    if (to === -1 || !standsAt(text.bytes, to, rowEnd)) return -1;
    value = readNumber(text.bytes, from, to);
    return to + rowEnd.length;
  }

  function isSameTime(timeAt: number): boolean {
    const { length } = time.bytes;
    return length > 0 && timeAt + length <= text.bytes.length && isSame(text, timeAt, time, 0, length);
  }

  function learnTime(timeAt: number): boolean {
    const found = timeBegin.exec(text.bytes.toString("latin1", timeAt, timeAt + longestTime))?.[0];
    if (found !== undefined) time = byteTextOf(Buffer.from(found));
    return found !== undefined;
  }

  function note(cell: Cell<Meaning>, read: number, to: number): void {
    at = to;
    cells.add(cell, read);
    (last ?? known.beginning).next = cell;
    known.note(cell, last);
    last = cell;
  }

  function takeRows(): boolean {
    for (;;) {
      if (expects === "row") takeKnown();
      while (isSpace(text.bytes[at])) at += 1;
      const sign = text.bytes[at];
      if (sign === undefined) return false;
      if (sign === listEnd && expects !== "row") return true;
      if (expects === "comma") {
        if (sign !== comma) throw nonsense(host, "something that is not JSON");
        at += 1;
        expects = "row";
      } else {
        if (sign !== objectBegin) throw nonsense(host, "a row without labels");
        if (!takeGuessed() && !takeUsual() && !takeAny()) return false;
        expects = "comma";
      }
    }
  }

  return {
    take: (piece) => {
      text = joined(unread, piece);
      at = 0;
      const isOver = takeRows();
      unread = Buffer.from(text.bytes.subarray(at));
      return isOver;
    },
    rest: () => unread.subarray(1),
    rows: cells.rows,
  };
}

const noText = byteTextOf(Buffer.alloc(0));
const [comma, listEnd, objectBegin] = [0x2c, 0x5d, 0x7b];
const timeBegin = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?,"/;
const longestTime = 40;

function isSpace(sign: number | undefined): boolean {
  return sign === 0x20 || sign === 0x0a || sign === 0x0d || sign === 0x09;
}

function parse(host: string, row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    throw nonsense(host, "something that is not JSON");
  }
}
