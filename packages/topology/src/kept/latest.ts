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

/** The last list again, where the very same items stand in it. */
export function createSteadyList<Item>(): (items: readonly Item[]) => readonly Item[] {
  let last: readonly Item[] = [];
  return (items) => {
    if (!sameList(last, items)) last = items;
    return last;
  };
}
