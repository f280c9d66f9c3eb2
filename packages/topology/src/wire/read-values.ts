import type { Column, ValueColumn } from "@fyr/contract";
import type { NamesToRead } from "./names.ts";
import { type RowCopies, splitPath } from "./row-copies.ts";
import { baseOf, valueOfStep } from "./scales.ts";
import { unpack } from "./whole-numbers.ts";

/** Sets the values of one column at these rows. Columns of one table are read in order. */
export type ValueReader = (column: ValueColumn, set: readonly number[]) => void;

export function createValueReader(
  columns: readonly Column[],
  rowCount: number,
  copies: RowCopies,
  names: NamesToRead,
): ValueReader {
  /** How far the steps of columns that others follow have moved, by row. */
  const moves = new Map<string, Int32Array>();
  for (const column of columns) {
    if ("like" in column && column.like !== undefined) moves.set(column.like, new Int32Array(rowCount));
  }

  return ({ path, holds, like, above, steps = "" }, set) => {
    const place = splitPath(path);
    const told = unpack(steps);
    const own = moves.get(path);
    const others = like === undefined ? undefined : moves.get(like);
    let rest = 0;
    set.forEach((row, at) => {
      rest = (above ? rest : 0) + (told[at] ?? 0);
      const move = rest + (others?.[row] ?? 0);
      if (own !== undefined) own[row] = move;
      const holder = copies.holderOf(row, place);
      holder[place.last] = valueAt(move, holds, holder[place.last], names);
    });
  };
}

function valueAt(move: number, holds: ValueColumn["holds"], before: unknown, names: NamesToRead): unknown {
  switch (holds) {
    case "words":
    case "nodes":
    case "edges":
      return names[holds][move];
    case "whole":
    case "digits":
    case "decimals":
      return valueOfStep(baseOf(before, holds) + move, holds);
  }
}
