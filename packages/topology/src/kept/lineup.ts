import { isEach } from "../same-value.ts";

/** The very same object from list to list while in each row stands what is alike: whatever depends on that alone can be kept. */
export interface Lineup<Item> {
  /** The last of these lists. */
  items: readonly Item[];
}

export function createLineups<Item>(isAlike: (a: Item, b: Item) => boolean): (items: readonly Item[]) => Lineup<Item> {
  let last: Lineup<Item> = { items: [] };
  return (items) => {
    if (isEach(last.items, items, isAlike)) last.items = items;
    else last = { items };
    return last;
  };
}
