import type { Labels } from "../answers.ts";
import { type ByteText, hashOf, isSame } from "./byte-text.ts";
import { createTextStore } from "./text-store.ts";

export interface KnownLabels<Meaning> {
  /** The texts of the label that tells rows of one line apart. */
  readonly columns: readonly string[];
  /** Stands before the first cell. */
  readonly beginning: Pick<Cell<Meaning>, "next">;
  /** The line that was written so before. */
  lineAt(written: Written): Line<Meaning> | undefined;
  /** `labels` without the one that tells its rows apart, and without the metric's name. */
  learn(written: Written, labels: Labels): Line<Meaning>;
  cellOf(line: Line<Meaning>, head: Head, column: Column): Cell<Meaning>;
  headOf(text: ByteText, at: number, to: number): Head;
  columnOf(text: string): Column;
  /** One cell came after the other. */
  note(cell: Cell<Meaning>, after: Cell<Meaning> | undefined): void;
  /** What a row that nobody knows yet may be that comes after this one. */
  guessAfter(cell: Cell<Meaning>): Place<Meaning> | undefined;
  /** Behind the labels of this row, where they stand at `at`; -1 where they do not. */
  behind(place: Place<Meaning>, text: ByteText, at: number): number;
  readonly size: () => number;
}

/** Where in a text a row stands, from behind its metric's name to its column's text, and from there to its time. */
export interface Written {
  readonly text: ByteText;
  readonly at: number;
  readonly columnAt: number;
  readonly columnTo: number;
  readonly to: number;
  readonly hash: number;
}

export function writtenAt(text: ByteText, at: number, columnAt: number, columnTo: number, to: number): Written {
  const hash = hashOf(text.view, columnTo, to - columnTo, hashOf(text.view, at, columnAt - at, 0));
  return { text, at, columnAt, columnTo, to, hash };
}

/** Rows that are one row of a table: they differ in their column's text and perhaps in the metric's name, which then says the same. */
interface Line<Meaning> {
  /** How many were known before it. */
  readonly place: number;
  /** Undefined: not to be read. */
  readonly meaning: Meaning | undefined;
  readonly cells: Cell<Meaning>[];
  /** Where what is written around the column's text is kept. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
  /** Another one with the same hash. */
  readonly alike: Line<Meaning> | undefined;
}

/** What rows begin with, up to their labels or, where they have columns, behind the metric's name. */
interface Head {
  /** Where its text is kept. */
  readonly at: number;
  readonly length: number;
}

interface Column {
  readonly place: number;
  /** Where its text is kept. */
  readonly at: number;
  readonly length: number;
  /** What came after it in a line. */
  next: Column | undefined;
}

/** Where a row stands in a table. */
interface Place<Meaning> {
  readonly line: Line<Meaning>;
  readonly head: Head;
  readonly column: Column;
}

/** One row. */
export interface Cell<Meaning> extends Place<Meaning> {
  /** What came after it in the last answer, and will most likely come after it in the next. */
  next: Cell<Meaning> | undefined;
}

export function createKnownLabels<Meaning>(read: (labels: Labels) => Meaning | undefined): KnownLabels<Meaning> {
  const columnTexts: string[] = [];
  const columns = new Map<string, Column>();
  const heads = new Map<string, Head>();
  const lines = new Map<number, Line<Meaning>>();
  const texts = createTextStore();
  let lastHead: Head = { at: 0, length: 0 };
  let size = 0;

  function behindPart(text: ByteText, at: number, partAt: number, length: number): number {
    const to = at + length;
    return to <= text.bytes.length && isSame(text, at, texts.all(), partAt, length) ? to : -1;
  }

  const behindBefore = ({ at, before }: Line<Meaning>, text: ByteText, from: number) =>
    behindPart(text, from, at, before);
  const behindAfter = ({ at, before, after }: Line<Meaning>, text: ByteText, from: number) =>
    behindPart(text, from, at + before, after);
  const isWritten = (line: Line<Meaning>, { text, at, columnAt, columnTo, to }: Written) =>
    behindBefore(line, text, at) === columnAt && behindAfter(line, text, columnTo) === to;

  return {
    columns: columnTexts,
    beginning: { next: undefined },
    size: () => size,
    lineAt: (written) => {
      let line = lines.get(written.hash);
      while (line !== undefined && !isWritten(line, written)) line = line.alike;
      return line;
    },
    learn: ({ text, at, columnAt, columnTo, to, hash }, labels) => {
      const line = {
        place: size,
        meaning: read(labels),
        cells: [],
        at: texts.keep(text.bytes.subarray(at, columnAt)),
        before: columnAt - at,
        after: to - columnTo,
        alike: lines.get(hash),
      };
      texts.keep(text.bytes.subarray(columnTo, to));
      lines.set(hash, line);
      size += 1;
      return line;
    },
    headOf: (text, at, to) => {
      if (lastHead.length === to - at && behindPart(text, at, lastHead.at, lastHead.length) === to) return lastHead;
      const written = text.bytes.toString("latin1", at, to);
      const head = heads.get(written) ?? { at: texts.keep(text.bytes.subarray(at, to)), length: to - at };
      heads.set(written, head);
      lastHead = head;
      return head;
    },
    columnOf: (text) => {
      const known = columns.get(text);
      if (known !== undefined) return known;
      const bytes = Buffer.from(text);
      // A part of a long text would keep all of it in memory.
      const own = bytes.toString();
      const place = columnTexts.push(own) - 1;
      const column = { place, at: texts.keep(bytes), length: bytes.length, next: undefined };
      columns.set(own, column);
      return column;
    },
    cellOf: (line, head, column) => {
      const known = line.cells[column.place];
      if (known?.head === head) return known;
      const cell = { line, head, column, next: undefined };
      line.cells[column.place] = cell;
      return cell;
    },
    note: (cell, after) => {
      if (cell.line === after?.line) after.column.next = cell.column;
    },
    guessAfter: ({ line, head, column }) => {
      // Those of one line come together and in the same order, or all lines in one column before all in the next.
      if (column.next !== undefined) return { line, head, column: column.next };
      const next = column.place === 0 ? undefined : line.cells[0]?.next?.line;
      return next && next !== line ? { line: next, head, column } : undefined;
    },
    behind: ({ line, head, column }, text, at) => {
      const namedTo = behindPart(text, at, head.at, head.length);
      const columnAt = namedTo === -1 ? -1 : behindBefore(line, text, namedTo);
      const columnTo = columnAt === -1 ? -1 : behindPart(text, columnAt, column.at, column.length);
      return columnTo === -1 ? -1 : behindAfter(line, text, columnTo);
    },
  };
}
