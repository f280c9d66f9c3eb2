import type { Hop } from "@fyr/contract";

/** A hop as a row of the tree. */
export interface TreeRow {
  readonly hop: Hop;
  /** From 1. */
  readonly level: number;
  /** Its place among those of the same caller, from 1, and how many these are. */
  readonly position: number;
  readonly siblings: number;
  readonly hasCalls: boolean;
  readonly isOpen: boolean;
}

/** So many rows are read at a glance: all are open at first. */
const fewRows = 24;

/** Those whose callers are all open, callers first. `closed`: what a person opened or closed by hand. */
export function rowsOf(hops: readonly Hop[], byHand: ReadonlyMap<string, boolean>): readonly TreeRow[] {
  const calls = Map.groupBy(hops.entries(), ([, hop]) => hop.parent);
  const isOpen = (hop: Hop, hasCalls: boolean) =>
    hasCalls && (byHand.get(hop.id) ?? (hops.length <= fewRows || hop.worst === true || hop.parent === undefined));
  const below = (parent: number | undefined, level: number): TreeRow[] => {
    const own = calls.get(parent) ?? [];
    return own.flatMap(([index, hop], at) => {
      const hasCalls = calls.has(index);
      const open = isOpen(hop, hasCalls);
      const row = { hop, level, position: at + 1, siblings: own.length, hasCalls, isOpen: open };
      return [row, ...(open ? below(index, level + 1) : [])];
    });
  };
  return below(undefined, 1);
}

/** The row of the caller: the last one before it that is a level up. */
function callerRow(rows: readonly TreeRow[], at: number): number | undefined {
  const level = rows[at]?.level ?? 1;
  const found = rows.slice(0, at).findLastIndex((row) => row.level < level);
  return found < 0 ? undefined : found;
}

/** What a key does in the tree, as in every treegrid (https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/). */
export type TreeMove =
  | { readonly kind: "to"; readonly row: number }
  | { readonly kind: "open" | "close"; readonly row: number };

export function treeMove(key: string, rows: readonly TreeRow[], at: number): TreeMove | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const to = (next: number): TreeMove => ({ kind: "to", row: Math.min(rows.length - 1, Math.max(0, next)) });
  switch (key) {
    case "ArrowDown":
      return to(at + 1);
    case "ArrowUp":
      return to(at - 1);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "ArrowRight":
      if (!row.hasCalls) return undefined;
      return row.isOpen ? to(at + 1) : { kind: "open", row: at };
    case "ArrowLeft": {
      if (row.hasCalls && row.isOpen) return { kind: "close", row: at };
      const caller = callerRow(rows, at);
      return caller === undefined ? undefined : to(caller);
    }
    default:
      return undefined;
  }
}
