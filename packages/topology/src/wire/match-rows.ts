import { packRows } from "./runs.ts";
import { pack } from "./whole-numbers.ts";

/** Cells of one path, side by side: the row (of the list after) and what stands there before and after. */
export interface Cells {
  readonly rows: number[];
  readonly before: unknown[];
  readonly after: unknown[];
}

export function noCells(): Cells {
  return { rows: [], before: [], after: [] };
}

export function addCell(cells: Cells, row: number, before: unknown, after: unknown): void {
  cells.rows.push(row);
  cells.before.push(before);
  cells.after.push(after);
}

/** Which rows are new, which stay, and those that are not the same object as before. */
export function matchRows<Row>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
): { readonly added?: string; readonly was?: string; readonly touched: Cells } {
  const rowBefore = new Map(before.map((row, at) => [keyOf(row), at]));
  const added: number[] = [];
  const jumps: number[] = [];
  const touched = noCells();
  let next = 0;
  after.forEach((is, row) => {
    const at = rowBefore.get(keyOf(is));
    if (at === undefined) added.push(row);
    else {
      jumps.push(at - next);
      next = at + 1;
    }
    const was = at === undefined ? undefined : before[at];
    if (was !== is) addCell(touched, row, was, is);
  });
  const allStay = jumps.length === before.length && jumps.every((jump) => jump === 0);
  return {
    ...(added.length > 0 && { added: packRows(added) }),
    ...(!allStay && { was: pack(jumps) }),
    touched,
  };
}
