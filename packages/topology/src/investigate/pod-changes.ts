import { known } from "../optional.ts";
import type { Failures } from "../stands-out/exact-test.ts";
import type { CloseLook, PodLine } from "./close-look.ts";
import { sumOf } from "./numbers.ts";

/** How a pod did before and since an onset. Requests per second, ms, shares. */
export interface PodChange {
  readonly pod: string;
  readonly host?: string;
  readonly zone?: string;
  readonly requests: number;
  /** Beyond the share that failed before. */
  readonly failed: number;
  readonly meanBefore: number;
  readonly addedMs: number;
  /** Whole numbers. */
  readonly counted: { readonly before: Failures; readonly since: Failures };
}

/** `onset`: Unix seconds. What lies in windows that hold both is left out. */
export function podChanges(pods: readonly PodLine[], look: CloseLook, onset: number): PodChange[] {
  const last = look.bins.at(-1)?.at ?? onset;
  const first = (look.bins[0]?.at ?? onset) - look.windowSeconds;
  const seconds = { before: Math.max(0, onset - first), since: Math.max(0, last - onset) };
  const isBefore = look.bins.map(({ at }) => at <= onset);
  const isSince = look.bins.map(({ at }) => at >= Math.min(onset + look.windowSeconds, last));
  const over = (values: Float64Array, chosen: readonly boolean[]) => {
    const count = chosen.filter(Boolean).length;
    return count === 0 ? 0 : sumOf(values.map((value, bin) => (chosen[bin] ? value : 0))) / count;
  };
  return pods.map(({ pod, host, zone, requests, failed, time, timed }) => {
    const [now, before] = [over(requests, isSince), over(requests, isBefore)];
    const [failedNow, failedBefore] = [over(failed, isSince), over(failed, isBefore)];
    const usual = before > 0 ? failedBefore / before : 0;
    const mean = (chosen: readonly boolean[]) => over(time, chosen) / Math.max(1e-9, over(timed, chosen));
    const meanBefore = mean(isBefore);
    return {
      pod,
      ...known("host", host),
      ...known("zone", zone),
      requests: now,
      failed: failedNow - usual * now,
      meanBefore,
      addedMs: now > 0 && meanBefore > 0 ? mean(isSince) - meanBefore : 0,
      counted: {
        before: failuresIn(before, failedBefore, seconds.before),
        since: failuresIn(now, failedNow, seconds.since),
      },
    };
  });
}

function failuresIn(requests: number, failed: number, seconds: number): Failures {
  const whole = Math.round(requests * seconds);
  return { requests: whole, failed: Math.min(whole, Math.round(failed * seconds)) };
}
