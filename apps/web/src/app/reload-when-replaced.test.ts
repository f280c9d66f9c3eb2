import { expect, it } from "vitest";
import { reloadWhenReplaced } from "./reload-when-replaced.ts";

function fakePage() {
  const page = new EventTarget() as EventTarget & { location: { reload: () => void } };
  let reloads = 0;
  page.location = { reload: () => void reloads++ };
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const miss = () => {
    const event = new Event("vite:preloadError", { cancelable: true });
    page.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { page: page as unknown as Window, storage, miss, reloads: () => reloads };
}

it("loads the page again when a part of it is gone, but not in a circle", () => {
  const { page, storage, miss, reloads } = fakePage();
  reloadWhenReplaced(page, storage);
  expect([miss(), miss()]).toEqual([true, false]);
  expect(reloads()).toBe(1);
});

it("leaves the page alone once stopped", () => {
  const { page, storage, miss, reloads } = fakePage();
  reloadWhenReplaced(page, storage)();
  expect(miss()).toBe(false);
  expect(reloads()).toBe(0);
});
