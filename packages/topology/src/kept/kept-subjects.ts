import type { EdgeId, NodeId, RollupId } from "@fyr/contract";
import type { Finding, Judge } from "../health/judge.ts";
import { createKeptItems } from "./kept-items.ts";

/** What is judged, from build to build. Only what the build before had is remembered. */
export interface KeptSubjects<Id, Item> {
  /** Made `of` the very same and judged against the same, it is the very same, and is found the same. */
  keep(id: Id, of: readonly unknown[], judge: Judge, make: () => Item): Item;
  /** Before each build. */
  turn(): void;
}

export function createKeptSubjects<Id extends EdgeId | NodeId | RollupId, Item>(): KeptSubjects<Id, Item> {
  const kept = createKeptItems<Id, { readonly item: Item; readonly finding: Finding }>();
  return {
    keep: (id, of, judge, make) => {
      const before = judge.before(id);
      let isNew = false;
      const makeAnew = () => {
        isNew = true;
        return { item: make(), finding: judge.findingOf(id) };
      };
      const { item, finding } = kept.keep(id, of, makeAnew, before);
      if (!isNew) judge.findAgain(id, before, finding);
      return item;
    },
    turn: kept.turn,
  };
}
