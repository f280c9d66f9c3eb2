import type { Labels } from "../answers.ts";

/**
 * What the labels of rows mean: worked out when they are first seen and kept while they keep coming, so that a look
 * that finds the mesh as it was reads numbers only. For one kind of question, asked again and again.
 */
export interface LabelMemory<Meaning> {
  /** The label in which rows of one line differ; undefined: every row is a line. */
  readonly along: string | undefined;
  /** What is known now. Whoever began to read with it goes on with it. */
  known(): KnownLabels<Meaning>;
  /** After an answer with so many lines: begins anew where most of what is known did not come any more. */
  settle(lines: number): void;
}

export interface KnownLabels<Meaning> {
  readonly columns: readonly string[];
  /** Stands before the first cell. */
  readonly beginning: Pick<Cell<Meaning>, "next">;
  /** The line that was written so before. */
  lineAt(written: Written): Line<Meaning> | undefined;
  /** `labels` without `along`. */
  learn(written: Written, labels: Labels): Line<Meaning>;
  cellOf(line: Line<Meaning>, column: string): Cell<Meaning>;
  readonly size: () => number;
}

/** The text of a row up to its column's, and from there up to the time. */
interface Written {
  readonly before: string;
  readonly after: string;
}

/** Rows that are one row of a table. */
interface Line<Meaning> extends Written {
  /** Undefined: not to be read. */
  readonly meaning: Meaning | undefined;
  readonly cells: Cell<Meaning>[];
  /** Where the table being put together has this line. */
  place: number;
  table: object | undefined;
}

/** One row. */
export interface Cell<Meaning> {
  readonly line: Line<Meaning>;
  readonly text: string;
  readonly column: number;
  /** What came after it in the last answer, and will most likely come after it in the next. */
  next: Cell<Meaning> | undefined;
}

/** More than this and twice what answers have is too much to keep. */
const spareLines = 1000;

/** `begin` gives what reads labels, anew whenever everything is forgotten. A row without meaning is left out. */
export function createLabelMemory<Meaning>(
  begin: () => (labels: Labels) => Meaning | undefined,
  along?: string,
): LabelMemory<Meaning> {
  let known = createKnownLabels(begin());
  let most = 0;
  return {
    along,
    known: () => known,
    settle: (lines) => {
      most = Math.max(most, lines);
      if (known.size() <= 2 * most + spareLines) return;
      known = createKnownLabels(begin());
      most = 0;
    },
  };
}

function createKnownLabels<Meaning>(read: (labels: Labels) => Meaning | undefined): KnownLabels<Meaning> {
  const columns: string[] = [];
  const columnAt = new Map<string, number>();
  const lines = new Map<string, Line<Meaning>>();

  function columnOf(text: string): number {
    const column = columnAt.get(text) ?? columns.push(copyOf(text)) - 1;
    columnAt.set(columns[column] ?? text, column);
    return column;
  }

  return {
    columns,
    beginning: { next: undefined },
    size: () => lines.size,
    lineAt: ({ before, after }) => lines.get(`${before}\n${after}`),
    learn: ({ before, after }, labels) => {
      const text = copyOf(`${before}\n${after}`);
      // Parts of the one text that is kept anyway.
      const written = { before: text.slice(0, before.length), after: text.slice(before.length + 1) };
      const line = { meaning: read(labels), ...written, cells: [], place: 0, table: undefined };
      lines.set(text, line);
      return line;
    },
    cellOf: (line, text) => {
      const column = columnOf(text);
      const cell = line.cells[column] ?? { line, text: columns[column] ?? text, column, next: undefined };
      line.cells[column] = cell;
      return cell;
    },
  };
}

/** A part of a long text would keep all of it in memory. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
