import type { ValueColumn } from "@fyr/contract";
import { known } from "../optional.ts";
import type { Cells } from "./match-rows.ts";
import type { NameKind, NamesToWrite } from "./names.ts";
import { type Moves, type Prediction, predict } from "./predict.ts";
import { packRows } from "./runs.ts";
import { baseOf, nearestStep, type Scale, stepOf } from "./scales.ts";
import type { SideNumbers } from "./side-numbers.ts";
import { pack } from "./whole-numbers.ts";

/** Writes the columns of one table; later ones may follow what earlier ones did. */
export type ValueWriter = (path: string, gone: readonly number[], cells: Cells) => ValueColumn;

/** `tellOf`: what else is known of a column's numbers, by row. */
export function createValueWriter(names: NamesToWrite, rowCount: number, tellOf?: SideNumbers): ValueWriter {
  const written: Moves[] = [];

  /** Whichever of the ways to tell a column takes least. */
  function cheapest(rows: readonly number[], ways: readonly Moved[]): Moved & { readonly prediction: Prediction } {
    const told = ways.map((way) => {
      const others = written.filter((other) => other.holds === way.holds);
      return { ...way, prediction: predict(rows, way.moves, others) };
    });
    return told.reduce((best, other) => (other.prediction.cost < best.prediction.cost ? other : best));
  }

  return (path, gone, cells) => {
    const { rows } = cells;
    const { holds, moves, from, prediction } = cheapest(rows, movesOf(cells, names, tellOf?.(path)));
    const byRow = new Int32Array(rowCount);
    rows.forEach((row, at) => {
      byRow[row] = moves[at] ?? 0;
    });
    written.push({ path, holds, byRow });
    const { like, above, steps } = prediction;
    return {
      path,
      holds,
      ...(gone.length > 0 && { gone: packRows(gone) }),
      ...(rows.length > 0 && {
        set: packRows(rows),
        ...known("from", from),
        ...known("like", like),
        ...known("above", above),
        ...(steps.some((step) => step !== 0) && { steps: pack(steps) }),
      }),
    };
  };
}

interface Moved {
  readonly holds: ValueColumn["holds"];
  readonly moves: readonly number[];
  readonly from?: "edges";
}

const nameKinds: readonly NameKind[] = ["nodes", "edges"];

/** One at least. */
function movesOf(cells: Cells, names: NamesToWrite, told: Float64Array | undefined): readonly Moved[] {
  const { after } = cells;
  if (after.every((value) => typeof value === "number")) {
    const ways: Moved[] = [];
    for (const holds of scalesFor(after)) {
      ways.push(...movesOn(holds, cells, after, told));
      if (ways.length > 0 && !areRatios(after)) break;
    }
    if (ways.length > 0) return ways;
  }
  return [namedBy(after, names)];
}

/** Four decimals may be more or fewer steps than three digits. */
function areRatios(values: readonly number[]): boolean {
  return values.every((value) => value <= 1);
}

function namedBy(after: readonly unknown[], names: NamesToWrite): Moved {
  for (const holds of nameKinds) {
    const moves = names.stepsOf(after, holds);
    if (moves !== undefined && moves.length > 0) return { holds, moves };
  }
  return { holds: "words", moves: names.stepsOf(after, "words") ?? [] };
}

/** Counts are best told as they are; what can be large moves by a share of itself. The likeliest first. */
function scalesFor(values: readonly number[]): readonly Scale[] {
  const areCounts = values.every((value) => Number.isInteger(value) && value < 1000);
  return areCounts ? ["whole"] : ["digits", "whole", "decimals"];
}

function movesOn(
  holds: Scale,
  { rows, before }: Cells,
  after: readonly number[],
  told: Float64Array | undefined,
): Moved[] {
  const steps: number[] = [];
  for (const value of after) {
    const step = stepOf(value, holds);
    if (step === undefined) return [];
    steps.push(step);
  }
  const moved: Moved = { holds, moves: steps.map((step, at) => step - baseOf(before[at], holds)) };
  if (told === undefined) return [moved];
  const moves = steps.map((step, at) => step - nearestStep(told[rows[at] ?? 0] ?? 0, holds));
  return [moved, { holds, moves, from: "edges" }];
}
