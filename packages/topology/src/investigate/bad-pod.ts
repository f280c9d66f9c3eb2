import type { Candidate } from "./candidate.ts";
import type { CloseLook, PodLine, SeenClosely } from "./close-look.ts";
import { sumOf } from "./numbers.ts";

/** How a pod did before and since an onset. Requests per second, ms, shares. */
export interface PodChange {
  readonly pod: string;
  readonly host?: string;
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
  return pods.map(({ pod, host, requests, failed, time, timed }) => {
    const [now, before] = [over(requests, isSince), over(requests, isBefore)];
    const usual = before > 0 ? over(failed, isBefore) / before : 0;
    const mean = (chosen: readonly boolean[]) => over(time, chosen) / Math.max(1e-9, over(timed, chosen));
    const meanBefore = mean(isBefore);
    return {
      pod,
      ...(host !== undefined && { host }),
      requests: now,
      failed: over(failed, isSince) - usual * now,
      meanBefore,
      addedMs: now > 0 && meanBefore > 0 ? mean(isSince) - meanBefore : 0,
    };
  });
}

const nearlyAll = 0.8;

/** One pod of several that has nearly all of a workload's trouble. */
export function badPodOf(candidate: Candidate, seen: SeenClosely, onset: number): PodChange | undefined {
  const { origin, kind } = candidate;
  if (origin.type === "host") return undefined;
  const id = origin.type === "node" ? origin.node.id : origin.line.target.id;
  const pods = podChanges(seen.pods.get(id) ?? [], seen.look, onset).filter(({ requests }) => requests > 0);
  if (pods.length < 2) return undefined;
  const byFailures = kind === "failing" ? standsOut(pods, ({ failed }) => Math.max(0, failed)) : undefined;
  const leastAdded = Math.min(...pods.map(({ addedMs }) => addedMs));
  // What all of them wait for behind them is no pod's own.
  const own = ({ requests, addedMs }: PodChange) => requests * Math.max(0, addedMs - Math.max(0, leastAdded));
  const added = pods.reduce((sum, { requests, addedMs }) => sum + requests * Math.max(0, addedMs), 0);
  const bySlowness = candidate.trouble.isSlow ? standsOut(pods, own, 0.5 * added) : undefined;
  return byFailures ?? bySlowness;
}

/** `least`: trouble that the one must have. */
function standsOut(pods: readonly PodChange[], trouble: (pod: PodChange) => number, least = 0): PodChange | undefined {
  const [first] = pods.toSorted((a, b) => trouble(b) - trouble(a));
  const whole = pods.reduce((sum, pod) => sum + trouble(pod), 0);
  if (first === undefined || whole <= 0) return undefined;
  return trouble(first) >= nearlyAll * whole && trouble(first) >= least ? first : undefined;
}
