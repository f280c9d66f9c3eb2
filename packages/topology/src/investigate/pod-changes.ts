import { known } from "../optional.ts";
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
}

/** `onset`: Unix seconds. What lies in windows that hold both is left out. */
export function podChanges(pods: readonly PodLine[], look: CloseLook, onset: number): PodChange[] {
  const last = look.bins.at(-1)?.at ?? onset;
  const isBefore = look.bins.map(({ at }) => at <= onset);
  const isSince = look.bins.map(({ at }) => at >= Math.min(onset + look.windowSeconds, last));
  const over = (values: Float64Array, chosen: readonly boolean[]) => {
    const count = chosen.filter(Boolean).length;
    return count === 0 ? 0 : sumOf(values.map((value, bin) => (chosen[bin] ? value : 0))) / count;
  };
  return pods.map(({ pod, host, zone, requests, failed, time, timed }) => {
    const [now, before] = [over(requests, isSince), over(requests, isBefore)];
    const usual = before > 0 ? over(failed, isBefore) / before : 0;
    const mean = (chosen: readonly boolean[]) => over(time, chosen) / Math.max(1e-9, over(timed, chosen));
    const meanBefore = mean(isBefore);
    return {
      pod,
      ...known("host", host),
      ...known("zone", zone),
      requests: now,
      failed: over(failed, isSince) - usual * now,
      meanBefore,
      addedMs: now > 0 && meanBefore > 0 ? mean(isSince) - meanBefore : 0,
    };
  });
}
