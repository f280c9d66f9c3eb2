import type { Column, PiecesColumn, TableDiff, ValueColumn } from "@fyr/contract";
import { addCell, type Cells, noCells } from "./match-rows.ts";
import { packRows } from "./runs.ts";

type WriteAll = (rows: readonly object[]) => TableDiff;

/** Less than this is not worth a column of its own. */
const fewestRows = 8;
const separators = /[/>:]/;

/**
 * Ids as the pieces they consist of, which are words that others say too: a group for each way the pieces are put
 * together. The rest is what has too few of its kind, or is no text.
 */
export function writePieces(
  path: string,
  { rows, before, after }: Cells,
  writeAll: WriteAll,
): { readonly columns: PiecesColumn[]; readonly rest: Cells } {
  const groups = new Map<string, { readonly cells: Cells; readonly pieces: object[] }>();
  rows.forEach((row, at) => {
    const { pattern, pieces } = takeApart(String(after[at]));
    const group = groups.get(pattern) ?? { cells: noCells(), pieces: [] };
    groups.set(pattern, group);
    addCell(group.cells, row, before[at], after[at]);
    group.pieces.push(pieces);
  });
  const columns: PiecesColumn[] = [];
  const rest = noCells();
  for (const [pattern, { cells, pieces }] of groups) {
    if (pieces.length < fewestRows) addAll(rest, cells);
    else {
      const values = writeAll(pieces).columns.filter(isOfValues);
      columns.push({ path, holds: "pieces", set: packRows(cells.rows), pattern, pieces: values });
    }
  }
  return { columns, rest };
}

function addAll(to: Cells, { rows, before, after }: Cells): void {
  rows.forEach((row, at) => {
    addCell(to, row, before[at], after[at]);
  });
}

/** `a/b>c` as `{0}/{1}>{2}`, with a, b and c. */
function takeApart(text: string): { readonly pattern: string; readonly pieces: object } {
  const pieces: Record<number, string> = {};
  let pattern = "";
  let rest = text;
  for (let nth = 0; ; nth++) {
    const end = rest.search(separators);
    pieces[nth] = end < 0 ? rest : rest.slice(0, end);
    pattern += `{${nth}}`;
    if (end < 0) return { pattern, pieces };
    pattern += rest[end];
    rest = rest.slice(end + 1);
  }
}

/** Of pieces, which are all text, there are no others. */
function isOfValues(column: Column): column is ValueColumn {
  return !("pattern" in column || "by" in column) && column.holds !== "object" && column.holds !== "list";
}
