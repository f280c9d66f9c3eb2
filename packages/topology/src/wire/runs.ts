import { pack, unpack } from "./whole-numbers.ts";

/** Ascending rows as lengths, in turn: how many are left out, how many are meant. */
export function runsOf(rows: readonly number[]): number[] {
  const runs: number[] = [];
  let next = -1;
  for (const row of rows) {
    if (row === next) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(row - Math.max(next, 0), 1);
    next = row + 1;
  }
  return runs;
}

export function packRows(rows: readonly number[]): string {
  return pack(runsOf(rows));
}

export function unpackRows(text: string): number[] {
  const rows: number[] = [];
  let row = 0;
  unpack(text).forEach((length, at) => {
    if (at % 2 === 1) for (let nth = 0; nth < length; nth++) rows.push(row + nth);
    row += length;
  });
  return rows;
}
