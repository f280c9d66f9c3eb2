// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useWakeLock } from "./use-wake-lock.ts";

let root: Root;
let locks: { released: boolean; release: () => Promise<void> }[] = [];

function Awake() {
  useWakeLock();
  return null;
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  locks = [];
  const request = async () => {
    const lock = {
      released: false,
      release: async () => {
        lock.released = true;
      },
    };
    locks.push(lock);
    return lock;
  };
  vi.stubGlobal("navigator", Object.create(navigator, { wakeLock: { value: { request } } }));
  root = createRoot(document.createElement("div"));
});

afterEach(() => vi.unstubAllGlobals());

it("holds one lock, asks again once it was lost and the page is seen, and gives it back", async () => {
  await act(async () => root.render(<Awake />));
  const seen = async () => act(async () => document.dispatchEvent(new Event("visibilitychange")));
  await seen();
  expect(locks).toHaveLength(1);
  if (locks[0]) locks[0].released = true;
  await seen();
  expect(locks).toHaveLength(2);
  await act(async () => root.unmount());
  expect(locks.every(({ released }) => released)).toBe(true);
});

it("does without where the browser has none", async () => {
  vi.stubGlobal("navigator", Object.create(navigator, { wakeLock: { value: undefined } }));
  await act(async () => root.render(<Awake />));
  await act(async () => root.unmount());
  expect(locks).toHaveLength(0);
});
