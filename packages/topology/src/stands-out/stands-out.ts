import type { MeasuredPods, Quantiles } from "@fyr/contract";
import { zOfMeans } from "../difference/chance.ts";
import { chanceOfDifference, type Failures } from "./exact-test.ts";

/** One pod, where it runs, and what was counted of it in a window. Failures are whole numbers. */
export interface PodCounts extends Failures {
  readonly name: string;
  readonly host?: string;
  readonly zone?: string;
  readonly latencyMs?: Quantiles;
}

type StandsOut = NonNullable<MeasuredPods["standsOut"]>;

/** The pods of one group, and all others. */
interface Split extends Pick<StandsOut, "what" | "name"> {
  readonly own: readonly PodCounts[];
  readonly others: readonly PodCounts[];
}

/** A split that chance does not explain; `surprise` is larger the less it does. */
interface Verdict extends StandsOut {
  readonly surprise: number;
}

/** One such finding in a thousand looks at pods that are all alike. */
const chanceAllowed = 0.001;
const leastTimes = 1.5;
const leastErrorRatio = 0.01;
const leastMsMore = 5;
/** Of the standard normal distribution, two-sided, for `chanceAllowed` over twenty splits. */
const leastZ = 4.1;

/**
 * Who is worse than the others by more than chance: a pod, all pods on a host, or all in a zone; undefined where nobody
 * is. Where several fit, whoever explains most of it: of two bad pods on one host that is the host, of one the pod.
 */
export function standsOut(pods: readonly PodCounts[]): StandsOut | undefined {
  const splits = (["pod", "host", "zone"] as const).flatMap((what) => splitsBy(what, pods));
  const failing = splits.flatMap((split) => failingMore(split, splits.length));
  const found = failing.length > 0 ? failing : splits.flatMap(slower);
  const [most] = found.toSorted((a, b) => b.surprise - a.surprise);
  if (most === undefined) return undefined;
  const { surprise: _, ...told } = most;
  return told;
}

function splitsBy(what: Split["what"], pods: readonly PodCounts[]): Split[] {
  const nameOf = (pod: PodCounts) => (what === "pod" ? pod.name : pod[what]);
  const groups = Map.groupBy(pods, nameOf);
  if (groups.size < 2) return [];
  return [...groups].flatMap(([name, own]): Split[] => {
    // A group of one is told by its pod.
    if (name === undefined || (what !== "pod" && own.length < 2)) return [];
    return [{ what, name, own, others: pods.filter((pod) => nameOf(pod) !== name) }];
  });
}

function failingMore({ what, name, own, others }: Split, splits: number): Verdict[] {
  const [here, there] = [failuresOf(own), failuresOf(others)];
  if (here.requests === 0 || there.requests === 0) return [];
  // Of others without a failure no more is known than that there were fewer than about one.
  const [ratio, theirs] = [here.failed / here.requests, Math.max(0.5, there.failed) / there.requests];
  if (ratio < leastErrorRatio || ratio < leastTimes * theirs) return [];
  const chance = chanceOfDifference(here, there) * splits;
  if (chance > chanceAllowed) return [];
  return [{ what, name, by: "errors", times: ratio / theirs, surprise: evidence(here, there) }];
}

/** Log-likelihood of two shares over that of one: exact tests of large counts all end at 0 and cannot be ranked. */
function evidence(here: Failures, there: Failures): number {
  const both = { failed: here.failed + there.failed, requests: here.requests + there.requests };
  return logLikelihood(here) + logLikelihood(there) - logLikelihood(both);
}

function logLikelihood({ failed, requests }: Failures): number {
  const term = (count: number) => (count <= 0 ? 0 : count * Math.log(count / requests));
  return term(failed) + term(requests - failed);
}

function failuresOf(pods: readonly PodCounts[]): Failures {
  return {
    failed: pods.reduce((sum, { failed }) => sum + failed, 0),
    requests: pods.reduce((sum, { requests }) => sum + requests, 0),
  };
}

function slower({ what, name, own, others }: Split): Verdict[] {
  const [here, there] = [timedOf(own), timedOf(others)];
  if (here === undefined || there === undefined) return [];
  const z = zOfMeans(here, there);
  const times = here.meanMs / there.meanMs;
  if (z < leastZ || times < leastTimes || here.meanMs - there.meanMs < leastMsMore) return [];
  return [{ what, name, by: "latency", times, surprise: z }];
}

/** Of several pods: means weighed by their requests; the median and spread of the busiest. */
function timedOf(pods: readonly PodCounts[]) {
  const timed = pods.flatMap(({ requests, latencyMs }) =>
    latencyMs?.mean === undefined || requests === 0 ? [] : [{ requests, meanMs: latencyMs.mean, ...latencyMs }],
  );
  const [busiest] = timed.toSorted((a, b) => b.requests - a.requests);
  if (busiest === undefined) return undefined;
  const requests = timed.reduce((sum, each) => sum + each.requests, 0);
  const meanMs = timed.reduce((sum, each) => sum + each.meanMs * each.requests, 0) / requests;
  return { requests, meanMs, p50Ms: busiest.p50, p95Ms: busiest.p95 };
}
