import type { ValueColumn } from "@fyr/contract";

/** How far a column's steps have moved, by row. */
export interface Moves {
  readonly path: string;
  readonly holds: ValueColumn["holds"];
  /** 0 where nothing was said. */
  readonly byRow: Int32Array;
}

export interface Prediction {
  readonly like?: string;
  readonly above?: true;
  readonly steps: number[];
  /** Of telling them, in bits, about. */
  readonly cost: number;
}

const fewestRows = 8;
const sampledRows = 200;

/** What of these moves need not be said: that of a column before, or of the row above, whichever leaves least. */
export function predict(rows: readonly number[], moves: readonly number[], others: readonly Moves[]): Prediction {
  let best: { cost: number; like?: Moves; above?: true } = { cost: Number.POSITIVE_INFINITY };
  const candidates = rows.length < fewestRows ? [undefined] : [undefined, ...others];
  for (const like of candidates) {
    const { plain, above } = costs(rows, moves, like?.byRow);
    const told = like === undefined ? {} : { like };
    if (plain < best.cost) best = { cost: plain, ...told };
    if (above < best.cost && rows.length >= fewestRows) best = { cost: above, ...told, above: true };
  }
  const { like, above } = best;
  const rest = moves.map((move, at) => move - (like?.byRow[rows[at] ?? 0] ?? 0));
  return {
    ...(like && { like: like.path }),
    ...(above && { above }),
    steps: above ? rest.map((move, at) => move - (rest[at - 1] ?? 0)) : rest,
    cost: best.cost,
  };
}

/** In bits, about, of some of the rows. */
function costs(rows: readonly number[], moves: readonly number[], like: Int32Array | undefined) {
  const restAt = (at: number) => (moves[at] ?? 0) - (like?.[rows[at] ?? 0] ?? 0);
  const stride = Math.max(1, Math.floor(rows.length / sampledRows));
  let plain = 0;
  let above = 0;
  for (let at = 0; at < rows.length; at += stride) {
    const rest = restAt(at);
    plain += bitsOf(rest);
    above += bitsOf(at === 0 ? rest : rest - restAt(at - 1));
  }
  return { plain, above };
}

function bitsOf(number: number): number {
  return 32 - Math.clz32(Math.abs(number));
}
