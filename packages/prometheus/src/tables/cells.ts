import { numbersOf } from "../numbers-of.ts";
import type { Cell } from "./known-labels.ts";
import type { TableRow } from "./table.ts";

/** Numbers of one answer in the order they come, put together as a table. */
export interface Cells<Meaning> {
  add(cell: Cell<Meaning>, value: number): void;
  /** After the last one. */
  rows(): TableRow<Meaning>[];
}

/** Of labels whose `columns` may become more; `lines` of them are known. */
export function createCells<Meaning>(columns: readonly string[], lines: number): Cells<Meaning> {
  const rows: { meaning: Meaning; values: number[] }[] = [];
  /** The numbers of each line. */
  const valuesAt: (number[] | undefined)[] = Array.from({ length: lines });

  return {
    add: ({ line: { place, meaning }, column }, value) => {
      // What is not a number was not measured.
      if (meaning === undefined || Number.isNaN(value)) return;
      let values = valuesAt[place];
      if (values === undefined) {
        values = numbersOf(columns.length);
        valuesAt[place] = values;
        rows.push({ meaning, values });
      }
      while (values.length <= column.place) values.push(Number.NaN);
      values[column.place] = value;
    },
    rows: () => {
      for (const { values } of rows) while (values.length < columns.length) values.push(Number.NaN);
      return rows;
    },
  };
}
