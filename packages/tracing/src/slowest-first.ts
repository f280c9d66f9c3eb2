import type { FoundTrace } from "@fyr/contract";

/** By the call that was asked for, where the search tells how long that took. */
export function slowestFirst(a: FoundTrace, b: FoundTrace): number {
  return msOf(b) - msOf(a) || (a.traceId < b.traceId ? -1 : 1);
}

function msOf({ callMs, durationMs }: FoundTrace): number {
  return callMs ?? durationMs;
}
