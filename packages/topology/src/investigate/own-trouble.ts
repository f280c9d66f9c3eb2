import type { NodeExcess } from "./node-excess.ts";

/** What of a node's trouble begins in it. Requests per second, ms per request. */
export interface OwnTrouble {
  /** Requests that fail here, though nothing that was called failed. */
  readonly failedHere: number;
  /** Of those that fail more than usual, those that failed further on. */
  readonly passedOn: number;
  readonly ownMs: number;
  readonly waitingMs: number;
  readonly isFailing: boolean;
  readonly isSlow: boolean;
  /** Requests a second that fail, or take about twice as long as they did or more; slightly slower ones count in part. */
  readonly harmed: number;
}

/** What makes trouble a node's own: this share of all the trouble it has. */
export const mostlyOwn = 0.35;
const leastFailed = { perSecond: 0.02, share: 0.005 };
/** Of a request, beside how long it took before. */
const leastSlow = { ms: 3, share: 0.15 };

export function ownTrouble(node: NodeExcess): OwnTrouble {
  const { requests, failed, refused, failedBehind, late, lateBehind, time, timeBehind, meanBefore } = node;
  const ownTime = Math.max(0, time - timeBehind);
  const isSlow = requests > 0 && isMore(ownTime / requests, meanBefore) && ownTime >= mostlyOwn * time;
  const isWaiting = requests > 0 && isMore(Math.min(time, timeBehind) / requests, meanBefore);
  const hardHere = refused + Math.max(0, failed - refused - failedBehind - lateBehind);
  // Who gives up on somebody who waits for others gave up on those.
  const lateHere = isWaiting && !isSlow ? 0 : Math.max(0, late - lateBehind - Math.max(0, failedBehind - failed));
  const failedHere = hardHere + lateHere;
  const all = failed + late;
  const isFailing =
    failedHere >= Math.max(leastFailed.perSecond, leastFailed.share * requests) && failedHere >= mostlyOwn * all;
  const slowed = isSlow ? requests * Math.min(1, ownTime / requests / Math.max(meanBefore, 1)) : 0;
  return {
    failedHere,
    passedOn: Math.max(0, all - failedHere),
    ownMs: requests > 0 ? ownTime / requests : 0,
    waitingMs: requests > 0 ? Math.max(0, Math.min(time, timeBehind)) / requests : 0,
    isFailing,
    isSlow,
    harmed: Math.min(requests, Math.max(isFailing ? failedHere : 0, slowed)),
  };
}

function isMore(ms: number, before: number): boolean {
  return ms >= leastSlow.ms && ms >= leastSlow.share * before;
}
