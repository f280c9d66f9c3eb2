import type { Cell } from "./label-memory.ts";
import type { TableRow } from "./table.ts";

/** Numbers of one answer in the order they came, to be put together as a table. */
export interface Cells<Meaning> {
  add(cell: Cell<Meaning>, value: number): void;
  rows(): TableRow<Meaning>[];
}

export function createCells<Meaning>(columns: readonly string[]): Cells<Meaning> {
  const cells: Cell<Meaning>[] = [];
  const values: number[] = [];

  function meaningsInOrder(): Meaning[] {
    const table = {};
    const meanings: Meaning[] = [];
    for (const { line } of cells) {
      if (line.table === table || line.meaning === undefined) continue;
      line.table = table;
      line.place = meanings.push(line.meaning) - 1;
    }
    return meanings;
  }

  return {
    add: (cell, value) => {
      // What is not a number was not measured.
      if (cell.line.meaning === undefined || Number.isNaN(value)) return;
      cells.push(cell);
      values.push(value);
    },
    rows: () => {
      const meanings = meaningsInOrder();
      const width = columns.length;
      const numbers = new Float64Array(meanings.length * width).fill(Number.NaN);
      cells.forEach(({ line, column }, nth) => {
        numbers[line.place * width + column] = values[nth] ?? Number.NaN;
      });
      return meanings.map((meaning, place) => ({
        meaning,
        values: numbers.subarray(place * width, (place + 1) * width),
      }));
    },
  };
}
