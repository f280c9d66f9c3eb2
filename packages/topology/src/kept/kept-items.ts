import { sameList } from "../same-value.ts";

/** What was made, from build to build. Only what the build before had is remembered. */
export interface KeptItems<Key, Item> {
  /** Made `of` the very same, and against the very same, it is the very same. */
  keep(key: Key, of: readonly unknown[], make: () => Item, against?: unknown): Item;
  /** Before each build. */
  turn(): void;
}

interface Made<Item> {
  of: readonly unknown[];
  against: unknown;
  item: Item;
  /** Number of the build that had it last. */
  build: number;
}

export function createKeptItems<Key, Item>(): KeptItems<Key, Item> {
  // One map all along: a new one for each build would be filled, and given up, with thousands of them.
  const kept = new Map<Key, Made<Item>>();
  let build = 0;
  let had = 0;
  return {
    keep: (key, of, make, against) => {
      const old = kept.get(key);
      if (old === undefined) {
        const item = make();
        kept.set(key, { of, against, item, build });
        had += 1;
        return item;
      }
      if (old.against !== against || !sameList(old.of, of)) {
        old.item = make();
        old.of = of;
        old.against = against;
      }
      if (old.build !== build) had += 1;
      old.build = build;
      return old.item;
    },
    turn: () => {
      if (had < kept.size) for (const [key, made] of kept) if (made.build !== build) kept.delete(key);
      build += 1;
      had = 0;
    },
  };
}
