import type { HopNumbers } from "@fyr/contract";

/** One request of a hundred that fails is as bad as a hundred that take a tenth longer. */
const failedCountsAs = 10;
/** Two moments never agree: less than this share of its own time, or of its calls, is no change of a hop. */
const leastTime = 0.1;
const leastFailed = 0.003;

/**
 * How much worse a hop itself became, as a share of the entry's request: by its own time, and by what fails in it. A hop
 * that was not there before is worse by all of it, one that is gone better.
 */
export function ownHarmOf(now: HopNumbers | undefined, before: HopNumbers | undefined, entryMs: number): number {
  const [is, was] = [timeOf(now), timeOf(before)];
  const waited = Math.abs(is - was) > leastTime * was ? is - was : 0;
  const [fails, failed] = [now?.ownErrors ?? 0, before?.ownErrors ?? 0];
  const calls = Math.max(now?.calls ?? 0, before?.calls ?? 0);
  const failing = Math.abs(fails - failed) > leastFailed * calls ? fails - failed : 0;
  return waited / Math.max(entryMs, 1) + failedCountsAs * failing;
}

function timeOf(numbers: HopNumbers | undefined): number {
  return (numbers?.ownMs ?? 0) + (numbers?.betweenProxiesMs ?? 0);
}
