/** The very same object from list to list while in each row stands what is alike: whatever depends on that alone can be kept. */
export interface Lineup<Item> {
  /** The last of these lists. */
  items: readonly Item[];
}

export function createLineups<Item>(isAlike: (a: Item, b: Item) => boolean): (items: readonly Item[]) => Lineup<Item> {
  let last: Lineup<Item> = { items: [] };
  return (items) => {
    if (areAlike(last.items, items, isAlike)) last.items = items;
    else last = { items };
    return last;
  };
}

function areAlike<Item>(a: readonly Item[], b: readonly Item[], isAlike: (a: Item, b: Item) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let row = 0; row < a.length; row++) {
    const [one, other] = [a[row], b[row]];
    if (one !== other && (one === undefined || other === undefined || !isAlike(one, other))) return false;
  }
  return true;
}
