/** The list and one more. Most lists of a mesh hold one item; one that is pushed to makes room for seventeen. */
export function withOne<Item>(list: readonly Item[], item: Item): Item[] {
  return list.length === 0 ? [item] : list.concat([item]);
}
