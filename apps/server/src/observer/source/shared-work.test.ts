import { expect, it } from "vitest";
import { createSharedWork } from "./shared-work.ts";

const { signal } = new AbortController();

function counted(limit: number) {
  const done: string[] = [];
  const work = createSharedWork<string>(limit, (text) => text.length);
  const get = (key: string, value = key) =>
    work.get(
      key,
      async () => {
        done.push(key);
        return value;
      },
      signal,
    );
  return { done, get };
}

it("forgets what was not asked for the longest when all together weigh too much", async () => {
  const { done, get } = counted(6);
  for (const key of ["aa", "bb", "cc", "aa", "dd", "aa", "bb"]) await get(key);
  expect(done).toEqual(["aa", "bb", "cc", "dd", "bb"]);
});

it("keeps the others when one result alone weighs too much", async () => {
  const { done, get } = counted(6);
  for (const key of ["aa", "huge", "aa", "huge"]) await get(key, key === "huge" ? "x".repeat(7) : key);
  expect(done).toEqual(["aa", "huge", "huge"]);
});

it("does the same work once for all who wait", async () => {
  const { done, get } = counted(6);
  expect(await Promise.all([get("aa"), get("aa")])).toEqual(["aa", "aa"]);
  expect(done).toEqual(["aa"]);
});
