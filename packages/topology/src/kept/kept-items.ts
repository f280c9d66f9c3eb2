import { sameList } from "../same-value.ts";

/** What was made, from build to build. Only what the build before had is remembered. */
export interface KeptItems<Key, Item> {
  /** Made `of` the very same, it is the very same. */
  keep(key: Key, of: readonly unknown[], make: () => Item): Item;
  /** Before each build. */
  turn(): void;
}

interface Made<Item> {
  readonly of: readonly unknown[];
  readonly item: Item;
}

export function createKeptItems<Key, Item>(): KeptItems<Key, Item> {
  let before = new Map<Key, Made<Item>>();
  let now = new Map<Key, Made<Item>>();
  return {
    keep: (key, of, make) => {
      const old = before.get(key);
      const made = old !== undefined && sameList(old.of, of) ? old : { of, item: make() };
      now.set(key, made);
      return made.item;
    },
    turn: () => {
      [before, now] = [now, new Map()];
    },
  };
}
