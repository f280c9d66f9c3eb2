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
  /** `labels` without the one that tells its rows apart. */
  learn(written: Written, labels: Labels): Line<Meaning>;
  cellOf(line: Line<Meaning>, column: string): Cell<Meaning>;
  /** Behind the labels of this row, where they stand at `at`; -1 where they do not. */
  behind(cell: Cell<Meaning>, text: ByteText, at: number): number;
  /** The same of what all rows of this line have before their column's text, and after it. */
  behindBefore(line: Line<Meaning>, text: ByteText, at: number): number;
  behindAfter(line: Line<Meaning>, text: ByteText, at: number): number;
  readonly size: () => number;
}

/** Where in a text a row stands, from its beginning to its column's text, and from there to its time. */
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

/** Rows that are one row of a table. */
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

/** One row. */
export interface Cell<Meaning> {
  readonly line: Line<Meaning>;
  readonly column: Column;
  /** What came after it in the last answer, and will most likely come after it in the next. */
  next: Cell<Meaning> | undefined;
}

interface Column {
  readonly place: number;
  /** Where its text is kept. */
  readonly at: number;
  readonly length: number;
}

export function createKnownLabels<Meaning>(read: (labels: Labels) => Meaning | undefined): KnownLabels<Meaning> {
  const columnTexts: string[] = [];
  const columns = new Map<string, Column>();
  const lines = new Map<number, Line<Meaning>>();
  const texts = createTextStore();
  let size = 0;

  function columnOf(text: string): Column {
    const known = columns.get(text);
    if (known !== undefined) return known;
    const bytes = Buffer.from(text);
    // A part of a long text would keep all of it in memory.
    const own = bytes.toString();
    const column = { place: columnTexts.push(own) - 1, at: texts.keep(bytes), length: bytes.length };
    columns.set(own, column);
    return column;
  }

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
    cellOf: (line, text) => {
      const column = columnOf(text);
      const cell = line.cells[column.place] ?? { line, column, next: undefined };
      line.cells[column.place] = cell;
      return cell;
    },
    behind: ({ line, column }, text, at) => {
      const columnAt = behindBefore(line, text, at);
      const columnTo = columnAt === -1 ? -1 : behindPart(text, columnAt, column.at, column.length);
      return columnTo === -1 ? -1 : behindAfter(line, text, columnTo);
    },
    behindBefore,
    behindAfter,
  };
}
