import type { ChangeStatus, ObservedSplit, Weight } from "@fyr/contract";
import type { Counts } from "./observed-split.ts";
import { judgeSplit, observedSplit } from "./observed-split.ts";

/** What the watch over one change looks at. */
export interface WatchedChange {
  readonly before: readonly Weight[];
  readonly after: readonly Weight[];
  /** When the API server took it, ms since 1970. */
  readonly acceptedAt: number;
  /** TCP and TLS rules share out connections. */
  readonly counted: "requests" | "connections";
  /** Requests, or connections, by destination counted in a span (ms since 1970); undefined where they cannot be told apart. */
  readonly count: (from: number, to: number, signal: AbortSignal) => Promise<Counts | undefined>;
  /** Somebody changed the rule again. */
  readonly isOverwritten: (signal: AbortSignal) => Promise<boolean>;
  /** Other rules send to the same hosts: a share that differs need not be this rule's. */
  readonly hasOtherRules: boolean;
}

export interface Pace {
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly everyMs: number;
  /** After this long without the new split in traffic, it is said to be missing. */
  readonly patienceMs: number;
}

/** The latest stretches looked at besides everything since the change: proxies go over one by one. */
const stretchesMs = [20_000, 60_000];

/**
 * Follows a change that was accepted until traffic shows it or patience ends: the last status yielded is its outcome.
 * Only requests counted after the change count. A source that does not answer costs time, not the watch.
 */
export async function* carryOut(change: WatchedChange, pace: Pace, signal: AbortSignal): AsyncGenerator<ChangeStatus> {
  yield { phase: "accepted" };
  let look: Look = { verdict: "too-few-requests" };
  while (pace.now() - change.acceptedAt < pace.patienceMs) {
    await pace.wait(pace.everyMs, signal);
    if (signal.aborted) return;
    const to = pace.now();
    look = await lookOrKeep(change, to, look, signal);
    if (look.verdict === "changed-since" || look.verdict === "not-measurable") break;
    if (look.verdict === "followed") {
      yield { phase: "observed", afterSeconds: (to - change.acceptedAt) / 1000, observed: look.observed };
      return;
    }
    if (look.observed !== undefined) yield { phase: "accepted", observed: look.observed };
  }
  yield {
    phase: "not-observed",
    reason: reasonOf(look, change.hasOtherRules),
    ...(look.observed !== undefined && { observed: look.observed }),
  };
}

type Look =
  | { readonly verdict: "followed"; readonly observed: ObservedSplit }
  | {
      readonly verdict: "unmoved" | "differs" | "too-few-requests" | "changed-since" | "not-measurable";
      readonly observed?: ObservedSplit;
    };

async function lookOrKeep(change: WatchedChange, to: number, last: Look, signal: AbortSignal): Promise<Look> {
  try {
    return await lookOnce(change, to, signal);
  } catch {
    // The next look may succeed; how the sources are is told with the live picture.
    return last;
  }
}

async function lookOnce(change: WatchedChange, to: number, signal: AbortSignal): Promise<Look> {
  if (await change.isOverwritten(signal)) return { verdict: "changed-since" };
  let look: Look = { verdict: "too-few-requests" };
  for (const from of startsOf(change.acceptedAt, to)) {
    const counts = await change.count(from, to, signal);
    if (counts === undefined) return { verdict: "not-measurable" };
    const verdict = judgeSplit(change.before, change.after, counts);
    const observed = observedSplit(change.after, counts, change.counted);
    if (observed.requests === 0) continue;
    if (verdict === "followed") return { verdict, observed };
    if (look.observed === undefined || look.verdict === "too-few-requests") look = { verdict, observed };
  }
  return look;
}

/** The shortest stretch first. */
function startsOf(acceptedAt: number, to: number): number[] {
  return [...stretchesMs.map((stretch) => to - stretch).filter((from) => from > acceptedAt), acceptedAt];
}

function reasonOf({ verdict }: Look, hasOtherRules: boolean) {
  switch (verdict) {
    case "changed-since":
    case "not-measurable":
    case "too-few-requests":
      return verdict;
    case "unmoved":
      return "share-differs" as const;
    case "differs":
    case "followed":
      return hasOtherRules ? ("not-measurable" as const) : ("share-differs" as const);
  }
}
