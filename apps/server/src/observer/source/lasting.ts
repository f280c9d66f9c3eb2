import { createSharedWork } from "./shared-work.ts";

type Ask<T> = (at: number, signal: AbortSignal) => Promise<T>;

/** Asks once for all who want to know within so many seconds. What is not there yet is asked for anew. */
export function lasting<T>(seconds: number, ask: Ask<T>): Ask<T> {
  const asking = createSharedWork<T>(0);
  let kept: { readonly value: T; readonly at: number } | undefined;
  return (at, signal) => {
    if (kept !== undefined && Math.abs(at - kept.at) < seconds) return Promise.resolve(kept.value);
    const asked = async (shared: AbortSignal) => {
      const value = await ask(at, shared);
      if (value !== undefined) kept = { value, at };
      return value;
    };
    return asking.get("", asked, signal);
  };
}
