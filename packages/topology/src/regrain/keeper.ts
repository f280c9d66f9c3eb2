import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { sameList } from "../same-value.ts";

/** What was made, and of what: the same is not made twice. */
export interface Kept {
  readonly edges: Map<string, Made<TopologyEdge>>;
  readonly nodes: Map<string, Made<TopologyNode>>;
}

interface Made<Item> {
  readonly of: readonly unknown[];
  readonly item: Item;
}

export function keptNothing(): Kept {
  return { edges: new Map(), nodes: new Map() };
}

/** What was made before of exactly this, else what is made now. */
export function keep<Item>(
  before: ReadonlyMap<string, Made<Item>>,
  now: Map<string, Made<Item>>,
  id: string,
  of: readonly unknown[],
  make: () => Item,
): Item {
  const old = before.get(id);
  const made = old !== undefined && sameList(old.of, of) ? old : { of, item: make() };
  now.set(id, made);
  return made.item;
}
