import type { Hop, Place } from "@fyr/contract";
import { type RowsByHand, rowKey } from "../../../view/rows-by-hand.ts";
import { isOriginHop } from "./origin-in-tree.ts";

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
  /** What is wrong begins here. */
  readonly isOrigin: boolean;
}

/** What the rows are made of. */
export interface Tree {
  readonly hops: readonly Hop[];
  /** Where the finding that is looked at begins. */
  readonly origin?: Place | undefined;
}

/** So many rows are read at a glance: all are open at first. */
const fewRows = 24;

/** Of a large tree the worst way, and the way to where it begins. */
function isOpenAtFirst({ hops, origin }: Tree): (hop: Hop) => boolean {
  if (hops.length <= fewRows) return () => true;
  const above = callersOf(
    hops,
    hops.find((hop) => isOriginHop(hop, origin)),
  );
  return (hop) => hop.worst === true || hop.parent === undefined || above.has(hop);
}

function callersOf(hops: readonly Hop[], hop: Hop | undefined): ReadonlySet<Hop> {
  const caller = hop?.parent === undefined ? undefined : hops[hop.parent];
  return caller === undefined ? new Set() : new Set([caller, ...callersOf(hops, caller)]);
}

/** Those whose callers are all open, callers first. */
export function rowsOf(tree: Tree, byHand: RowsByHand): readonly TreeRow[] {
  const { hops, origin } = tree;
  const calls = Map.groupBy(hops.entries(), ([, hop]) => hop.parent);
  const isOpenByItself = isOpenAtFirst(tree);
  const below = (parent: number | undefined, level: number): TreeRow[] => {
    const own = calls.get(parent) ?? [];
    return own.flatMap(([index, hop], at) => {
      const hasCalls = calls.has(index);
      const isOpen = hasCalls && (byHand.get(rowKey(hop.id)) ?? isOpenByItself(hop));
      const isOrigin = isOriginHop(hop, origin);
      const row = { hop, level, position: at + 1, siblings: own.length, hasCalls, isOpen, isOrigin };
      return [row, ...(isOpen ? below(index, level + 1) : [])];
    });
  };
  return below(undefined, 1);
}

/** `byHand` after this one was opened or closed; what is as at first is not kept. Undefined where nothing is left. */
export function turned(hop: Hop, isOpen: boolean, tree: Tree, byHand: RowsByHand): RowsByHand | undefined {
  const key = rowKey(hop.id);
  const others = [...byHand].filter(([each]) => each !== key);
  const kept = isOpen === isOpenAtFirst(tree)(hop) ? others : [...others, [key, isOpen] as const];
  return kept.length === 0 ? undefined : new Map(kept);
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
