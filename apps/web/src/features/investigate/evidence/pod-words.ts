import type { MeasuredPod, MeasuredPods } from "@fyr/contract";

/** Whether it is the pod that stands out, or on the node or in the zone that does. */
export function standsOut(pod: MeasuredPod, { standsOut: found }: Pick<MeasuredPods, "standsOut">): boolean {
  if (found === undefined) return false;
  const own = { pod: pod.name, host: pod.host, zone: pod.zone };
  return own[found.what] === found.name;
}

const muchThrottled = 0.25;
const nearlyFull = 0.95;

/** What holds it back, from as much on as a finding counts as a likely cause. */
export function isBounded({ throttledRatio = 0, memoryBytes = 0, memoryLimitBytes = 0 }: MeasuredPod) {
  return {
    throttled: throttledRatio >= muchThrottled,
    memory: memoryLimitBytes > 0 && memoryBytes >= nearlyFull * memoryLimitBytes,
  };
}
