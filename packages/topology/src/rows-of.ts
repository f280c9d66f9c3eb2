/** What stands in these rows. */
export function rowsOf<Item>(items: readonly Item[], rows: readonly number[]): Item[] {
  const found: Item[] = [];
  // A list that is pushed to makes room for seventeen.
  found.length = rows.length;
  let there = 0;
  for (const row of rows) {
    const item = items[row];
    if (item !== undefined) found[there++] = item;
  }
  found.length = there;
  return found;
}
