import type { Column, ValueColumn } from "@fyr/contract";
import type { NamesToRead } from "./names.ts";
import { lastOf, type RowCopies } from "./row-copies.ts";
import { baseOf, nearestStep, valueOfStep } from "./scales.ts";
import type { SideNumbers } from "./side-numbers.ts";
import { unpack } from "./whole-numbers.ts";

/** Sets the values of one column at these rows. Columns of one table are read in order. */
export type ValueReader = (column: ValueColumn, set: readonly number[]) => void;

export function createValueReader(
  columns: readonly Column[],
  rowCount: number,
  copies: RowCopies,
  names: NamesToRead,
  tellOf?: SideNumbers,
): ValueReader {
  /** How far the steps of columns that others follow have moved, by row. */
  const moves = new Map<string, Int32Array>();
  for (const column of columns) {
    if ("like" in column && column.like !== undefined) moves.set(column.like, new Int32Array(rowCount));
  }

  return ({ path, holds, from, like, above, steps = "" }, set) => {
    const holderOf = copies.holdersAt(path);
    const last = lastOf(path);
    const moved = unpack(steps);
    const own = moves.get(path);
    const others = like === undefined ? undefined : moves.get(like);
    const read = stepReader(holds, names);
    const told = from === undefined ? undefined : tellOf?.(path);
    let rest = 0;
    for (let at = 0; at < set.length; at++) {
      const row = set[at] ?? 0;
      rest = (above ? rest : 0) + (moved[at] ?? 0);
      const move = rest + (others?.[row] ?? 0);
      if (own !== undefined) own[row] = move;
      const holder = holderOf(row);
      holder[last] = read(move, holder[last], told?.[row]);
    }
  };
}

type StepReader = (move: number, before: unknown, told: number | undefined) => unknown;

function stepReader(holds: ValueColumn["holds"], names: NamesToRead): StepReader {
  switch (holds) {
    case "words":
    case "nodes":
    case "edges":
      return (move) => names.nameAt(holds, move);
    case "whole":
    case "digits":
    case "decimals":
      return (move, before, told) =>
        valueOfStep((told === undefined ? baseOf(before, holds) : nearestStep(told, holds)) + move, holds);
  }
}
