import { chanceOfDifference, type Failures } from "../stands-out/exact-test.ts";
import type { PodChange } from "./pod-changes.ts";

/** One wrong name in a thousand workloads whose pods are all alike. */
const chanceAllowed = 0.001;
/** Of the standard normal distribution, for `chanceAllowed` among some twenty pods. */
const leastErrors = 4;
/** Of how long single requests of one workload take, in logarithms: nothing counts them one by one here. */
const usualSpread = 1;

/** Do these fail more than the others of `pods` by more than chance among so many explains? */
export function failBeyondChance(own: readonly PodChange[], pods: readonly PodChange[]): boolean {
  const others = pods.filter((pod) => !own.includes(pod));
  return chanceOfDifference(together(own, "since"), together(others, "since")) * pods.length <= chanceAllowed;
}

/** Have these become slower than the others of `pods`, by standard errors of logarithms? */
export function slowedBeyondChance(own: readonly PodChange[], pods: readonly PodChange[]): boolean {
  const others = pods.filter((pod) => !own.includes(pod));
  const variance = [own, others].reduce(
    (sum, some) => sum + usualSpread ** 2 * (1 / atLeastOne(some, "before") + 1 / atLeastOne(some, "since")),
    0,
  );
  return slowing(own) - slowing(others) >= leastErrors * Math.sqrt(variance);
}

/** The logarithm of how many times as long requests take. */
function slowing(pods: readonly PodChange[]): number {
  const requests = pods.reduce((sum, pod) => sum + pod.requests, 0);
  const logs = pods.map(({ meanBefore, addedMs, requests: own }) =>
    meanBefore > 0 ? own * Math.log(Math.max(1e-3, 1 + addedMs / meanBefore)) : 0,
  );
  return requests > 0 ? logs.reduce((sum, log) => sum + log, 0) / requests : 0;
}

function atLeastOne(pods: readonly PodChange[], when: keyof PodChange["counted"]): number {
  return Math.max(1, together(pods, when).requests);
}

function together(pods: readonly PodChange[], when: keyof PodChange["counted"]): Failures {
  return {
    requests: pods.reduce((sum, { counted }) => sum + counted[when].requests, 0),
    failed: pods.reduce((sum, { counted }) => sum + counted[when].failed, 0),
  };
}
