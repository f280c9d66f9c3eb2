import type { MeasuredPod, MeasuredPods } from "@fyr/contract";

/** Whether it is the pod that stands out, or on the node or in the zone that does. */
export function standsOut(pod: MeasuredPod, { standsOut: found }: Pick<MeasuredPods, "standsOut">): boolean {
  if (found === undefined) return false;
  const own = { pod: pod.name, host: pod.host, zone: pod.zone };
  return own[found.what] === found.name;
}
