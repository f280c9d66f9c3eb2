import type { Health, HealthCause } from "@fyr/contract";
import { healthOf } from "./health-of.ts";

interface Pods {
  readonly ready: number;
  readonly total: number;
}

/**
 * The one rule for whatever has pods: its requests if they can be judged, else its pods where readiness is known, else
 * unknown for the reason the traffic gives. Pods that are not ready count beside requests, too.
 */
export function judgeWithPods(traffic: Health, pods: Pods | undefined): Health {
  const cause = pods === undefined ? undefined : judgePods(pods);
  const causes = cause === undefined ? traffic.causes : [...traffic.causes, cause];
  if (traffic.status !== "unknown")
    return healthOf(causes, traffic.basis === "connections" ? "connections" : "requests");
  return pods === undefined || pods.total === 0 ? traffic : healthOf(causes, "pods");
}

/** No pod ready fails, some not ready degrades. A workload scaled to none is at rest. */
export function judgePods(pods: Pods): HealthCause | undefined {
  if (pods.total === 0 || pods.ready >= pods.total) return undefined;
  const status = pods.ready === 0 ? "failing" : "degraded";
  return { code: "pods-not-ready", status, value: pods.ready, threshold: pods.total };
}
