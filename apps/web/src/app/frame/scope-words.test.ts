import { expect, it } from "vitest";
import { namespacesInWords } from "./scope-words.ts";

it.each([
  [["shop", "payments"], 7, "shop, payments"],
  [undefined, 7, "all 7 namespaces"],
  [undefined, 1, "1 namespace"],
  [undefined, 0, "all namespaces"],
  [undefined, undefined, "all namespaces"],
])("of %j, where there are %s, the scope is %j", (chosen, all, words) => {
  expect(namespacesInWords(chosen, all)).toBe(words);
});
