import { addCell, type Cells, noCells } from "./match-rows.ts";

/** What becomes of one field of many objects, or of one place of many lists. */
export interface FieldCells {
  readonly gone: number[];
  /** Where an object or a list begins. */
  readonly begun: number[];
  /** Objects or lists that are not the same as before. */
  readonly structures: Cells;
  kind: "object" | "list" | undefined;
  /** Other values: those that changed, and all of them. */
  readonly changed: Cells;
  readonly all: Cells;
}

type Fields = Readonly<Record<string, unknown>>;

/** By field, in the order they are met. A field that is undefined is absent. */
export function fieldCellsOf({ rows, before, after }: Cells): Map<string, FieldCells> {
  const cells = new Map<string, FieldCells>();
  const cellsOf = (field: string): FieldCells => {
    const known = cells.get(field);
    if (known !== undefined) return known;
    const none = { gone: [], begun: [], structures: noCells(), kind: undefined, changed: noCells(), all: noCells() };
    cells.set(field, none);
    return none;
  };
  let fields: readonly string[] = [];
  let places: FieldCells[] = [];
  rows.forEach((row, at) => {
    const [was, is] = [before[at] as Fields | undefined, after[at] as Fields];
    const own = Object.keys(is);
    // Most rows have the fields of the row before them.
    if (own.length !== fields.length || own.some((field, nth) => field !== fields[nth])) {
      fields = own;
      places = own.map(cellsOf);
    }
    let stay = 0;
    for (let nth = 0; nth < own.length; nth++) {
      const [field, place] = [own[nth] ?? "", places[nth]];
      const value = is[field];
      if (value === undefined || place === undefined) continue;
      const valueBefore = was?.[field];
      if (valueBefore !== undefined) stay += 1;
      addValue(place, row, valueBefore, value);
    }
    if (was === undefined) return;
    const past = Object.keys(was);
    if (past.length === stay) return;
    for (const field of past) if (was[field] !== undefined && is[field] === undefined) cellsOf(field).gone.push(row);
  });
  return cells;
}

function addValue(cells: FieldCells, row: number, was: unknown, is: unknown): void {
  if (typeof is === "object") {
    cells.kind ??= Array.isArray(is) ? "list" : "object";
    if (was === undefined) cells.begun.push(row);
    if (was !== is) addCell(cells.structures, row, was, is);
  } else {
    addCell(cells.all, row, was, is);
    if (was !== is) addCell(cells.changed, row, was, is);
  }
}
