import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { untilAborted } from "./until-aborted.ts";

const forever = new Promise<never>(() => {});

it("gives what the work gives, and leaves nothing at the signal", async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
  await expect(untilAborted(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("rejects with the signal's reason, also when that came before", async () => {
  const stop = new AbortController();
  const waiting = untilAborted(forever, stop.signal);
  stop.abort("enough");
  await expect(waiting).rejects.toBe("enough");
  await expect(untilAborted(forever, stop.signal)).rejects.toBe("enough");
});
