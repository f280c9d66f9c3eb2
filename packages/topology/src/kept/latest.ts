import { byId } from "../ids.ts";
import { sameList } from "../same-value.ts";

/** What came of the last call, where the arguments are the very same. */
export function createLatest<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (last === undefined || !sameList(last.args, args)) last = { args, result: make(...args) };
    return last.result;
  };
}

/** Sorts by id. What comes with the very same ids in the same order is not compared again. */
export function createSorter<Item extends { readonly id: string }>(): (items: readonly Item[]) => Item[] {
  let before: readonly Item[] = [];
  let order: readonly number[] = [];
  return (items) => {
    if (items.length !== before.length || !items.every(({ id }, at) => id === before[at]?.id)) {
      const rows = items.map(({ id }, row) => ({ id, row }));
      order = rows.sort(byId).map(({ row }) => row);
    }
    before = items;
    return order.flatMap((row) => items[row] ?? []);
  };
}

/** The last list again, where the very same items stand in it. */
export function createSteadyList<Item>(): (items: readonly Item[]) => readonly Item[] {
  let last: readonly Item[] = [];
  return (items) => {
    if (!sameList(last, items)) last = items;
    return last;
  };
}
