import type { ValueColumn } from "@fyr/contract";
import type { Cells } from "./match-rows.ts";
import type { NameKind, NamesToWrite } from "./names.ts";
import { type Moves, predict } from "./predict.ts";
import { packRows } from "./runs.ts";
import { baseOf, type Scale, stepOf } from "./scales.ts";
import { pack } from "./whole-numbers.ts";

/** Writes the columns of one table; later ones may follow what earlier ones did. */
export type ValueWriter = (path: string, gone: readonly number[], cells: Cells) => ValueColumn;

export function createValueWriter(names: NamesToWrite, rowCount: number): ValueWriter {
  const written: Moves[] = [];

  function predicted(path: string, { rows }: Cells, { holds, moves }: Moved) {
    const { steps, ...prediction } = predict(
      rows,
      moves,
      written.filter((other) => other.holds === holds),
    );
    const byRow = new Int32Array(rowCount);
    rows.forEach((row, at) => {
      byRow[row] = moves[at] ?? 0;
    });
    written.push({ path, holds, byRow });
    return { ...prediction, ...(steps.some((step) => step !== 0) && { steps: pack(steps) }) };
  }

  return (path, gone, cells) => {
    const moved = movedBy(cells, names);
    return {
      path,
      holds: moved.holds,
      ...(gone.length > 0 && { gone: packRows(gone) }),
      ...(cells.rows.length > 0 && { set: packRows(cells.rows), ...predicted(path, cells, moved) }),
    };
  };
}

interface Moved {
  readonly holds: ValueColumn["holds"];
  readonly moves: readonly number[];
}

const nameKinds: readonly NameKind[] = ["nodes", "edges"];

function movedBy({ before, after }: Cells, names: NamesToWrite): Moved {
  if (after.every((value) => typeof value === "number")) {
    for (const holds of scalesFor(after)) {
      const moves = movesOn(holds, before, after);
      if (moves !== undefined) return { holds, moves };
    }
  }
  for (const holds of nameKinds) {
    const moves = names.stepsOf(after, holds);
    if (moves !== undefined && moves.length > 0) return { holds, moves };
  }
  return { holds: "words", moves: names.stepsOf(after, "words") ?? [] };
}

/** Counts are best told as they are; what can be large moves by a share of itself. */
function scalesFor(values: readonly number[]): readonly Scale[] {
  const areCounts = values.every((value) => Number.isInteger(value) && value < 1000);
  return areCounts ? ["whole"] : ["digits", "whole", "decimals"];
}

function movesOn(scale: Scale, before: readonly unknown[], after: readonly number[]): number[] | undefined {
  const moves: number[] = [];
  for (let at = 0; at < after.length; at++) {
    const step = stepOf(after[at] ?? 0, scale);
    if (step === undefined) return undefined;
    moves.push(step - baseOf(before[at], scale));
  }
  return moves;
}
