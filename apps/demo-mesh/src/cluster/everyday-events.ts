import { streamOf, uniform } from "../mesh/chance.ts";
import { type ClusterObject, type ClusterView, RESOURCES } from "../traffic/cluster-view.ts";
import type { KubeEvent } from "./kube-event.ts";

/** An Event and when it is written, Unix seconds. */
export interface TimedEvent {
  readonly at: number;
  readonly event: KubeEvent;
}

const PROBE_EVERY = 9 * 60;
const JOB_EVERY = 10 * 60;

/** What any cluster has to say after `from` and up to `to` (Unix seconds): a probe that is late, a job that runs. */
export function everydayEvents(cluster: ClusterView, seed: number, from: number, to: number): readonly TimedEvent[] {
  const pods = cluster.list(RESOURCES.pods).filter(({ metadata }) => metadata.labels?.["app"] !== "istiod");
  const [{ metadata: home } = { metadata: { namespace: "default" } }] = pods.slice(-1);
  const namespace = home.namespace ?? "default";
  return [
    ...slots(from, to, PROBE_EVERY, 137).flatMap((at) => {
      const pod = pods[Math.floor(uniform(seed, streamOf("late probe"), at) * pods.length)];
      return pod ? [{ at, event: lateProbe(pod) }] : [];
    }),
    ...slots(from, to, JOB_EVERY, 0).map((at) => ({ at, event: job(namespace, at, "SuccessfulCreate") })),
    ...slots(from, to, JOB_EVERY, 38).map((at) => ({ at, event: job(namespace, at - 38, "SawCompletedJob") })),
  ].sort((one, other) => one.at - other.at);
}

/** Moments of a rhythm that lie after `from` and not after `to`. */
function slots(from: number, to: number, every: number, offset: number): number[] {
  const first = Math.floor((from - offset) / every) + 1;
  const count = Math.max(0, Math.floor((to - offset) / every) - first + 1);
  return Array.from({ length: count }, (_, nth) => (first + nth) * every + offset);
}

function lateProbe({ metadata, ...rest }: ClusterObject): KubeEvent {
  const { spec, status } = rest as {
    readonly spec?: { readonly nodeName?: string; readonly containers?: readonly { readonly name: string }[] };
    readonly status?: { readonly podIP?: string };
  };
  const { namespace = "", name } = metadata;
  const [container] = spec?.containers ?? [];
  return {
    type: "Warning",
    reason: "Unhealthy",
    message: `Readiness probe failed: Get "http://${status?.podIP}:15020/app-health/${container?.name}/readyz": context deadline exceeded`,
    about: { apiVersion: "v1", kind: "Pod", namespace, name, fieldPath: `spec.containers{${container?.name}}` },
    component: "kubelet",
    ...(spec?.nodeName && { host: spec.nodeName }),
  };
}

function job(namespace: string, at: number, reason: "SuccessfulCreate" | "SawCompletedJob"): KubeEvent {
  // CronJobs number their jobs by the minute.
  const name = `cleanup-${Math.floor(at / 60)}`;
  const message =
    reason === "SuccessfulCreate" ? `Created job ${name}` : `Saw completed job: ${name}, condition: Complete`;
  return {
    type: "Normal",
    reason,
    message,
    about: { apiVersion: "batch/v1", kind: "CronJob", namespace, name: "cleanup" },
    component: "cronjob-controller",
  };
}
