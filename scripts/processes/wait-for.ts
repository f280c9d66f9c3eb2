import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until it is so. Throws with `what` when `seconds` have passed. */
export async function waitFor(
  what: string,
  seconds: number,
  isSo: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await isSo().catch(() => false))) {
    signal?.throwIfAborted();
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${seconds} s.`);
    await pause(100, undefined, { signal });
  }
}

export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  return response.ok;
}
