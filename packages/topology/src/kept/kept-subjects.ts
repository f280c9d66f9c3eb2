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
      const { item, finding } = kept.keep(id, [judge.before(id), ...of], () => {
        const made = make();
        return { item: made, finding: judge.findingOf(id) };
      });
      judge.findAgain(id, finding);
      return item;
    },
    turn: kept.turn,
  };
}
