import type { EdgeId, NodeId, RollupId } from "@fyr/contract";
import type { Finding, Judge } from "../health/judge.ts";
import type { HeldVerdicts } from "../health/judge-traffic.ts";
import { sameList } from "../same-value.ts";

/** What is judged, from build to build. Only what the build before had is remembered. */
export interface KeptSubjects<Id, Item> {
  /** Made `of` the very same and judged against the same, it is the very same, and is found the same. */
  keep(id: Id, of: readonly unknown[], judge: Judge, make: () => Item): Item;
  /** Before each build. */
  turn(): void;
}

interface Made<Item> {
  readonly of: readonly unknown[];
  readonly against: HeldVerdicts | undefined;
  readonly item: Item;
  readonly finding: Finding;
}

export function createKeptSubjects<Id extends EdgeId | NodeId | RollupId, Item>(): KeptSubjects<Id, Item> {
  let before = new Map<Id, Made<Item>>();
  let now = new Map<Id, Made<Item>>();
  return {
    keep: (id, of, judge, make) => {
      const against = judge.before(id);
      const old = before.get(id);
      if (old !== undefined && old.against === against && sameList(old.of, of)) {
        judge.findAgain(id, old.finding);
        now.set(id, old);
        return old.item;
      }
      const item = make();
      now.set(id, { of, against, item, finding: judge.findingOf(id) });
      return item;
    },
    turn: () => {
      [before, now] = [now, new Map()];
    },
  };
}
