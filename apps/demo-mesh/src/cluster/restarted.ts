import { timestamp } from "../kubernetes/store/object.ts";
import { streamOf } from "../mesh/chance.ts";
import type { Container } from "../mesh/pod-template.ts";
import type { Fields, Restart } from "../scenarios/happening.ts";
import type { ClusterObject } from "../traffic/cluster-view.ts";
import type { KubeEvent } from "./kube-event.ts";
import { startedContainer } from "./reconcile/pod-events.ts";

interface ContainerStatus extends Fields {
  readonly name: string;
  readonly restartCount?: number;
  readonly state?: { readonly running?: { readonly startedAt?: string } };
}

/** Seconds until the kubelet starts a container again that has ended. */
const AGAIN_AFTER = 2;
// SIGKILL, which is how the kernel ends who takes too much memory: 128 + 9.
const EXIT_CODES = { OOMKilled: 137, Error: 1 } as const;

/** The pod after one of its containers has ended at a moment (Unix seconds) and was started again. */
export function restarted(pod: ClusterObject, { container, reason }: Restart, at: number): ClusterObject {
  const status = (pod["status"] ?? {}) as { readonly containerStatuses?: readonly ContainerStatus[] };
  const finishedAt = timestamp(at * 1000);
  const containerStatuses = (status.containerStatuses ?? []).map((one) => {
    if (one.name !== container) return one;
    const startedAt = one.state?.running?.startedAt ?? finishedAt;
    return {
      ...one,
      restartCount: (one.restartCount ?? 0) + 1,
      state: { running: { startedAt: timestamp((at + AGAIN_AFTER) * 1000) } },
      lastState: { terminated: { exitCode: EXIT_CODES[reason], reason, startedAt, finishedAt } },
    };
  });
  return { ...pod, status: { ...status, containerStatuses } };
}

/** What the kubelet says of it, and of memory that ran out the kernel's log. */
export function restartEvents(pod: ClusterObject, { container, reason }: Restart): KubeEvent[] {
  const { namespace = "", name } = pod.metadata;
  const { nodeName = "", containers = [] } = (pod["spec"] ?? {}) as {
    readonly nodeName?: string;
    readonly containers?: readonly Container[];
  };
  const image = containers.find((one) => one.name === container)?.image ?? "";
  const killed: KubeEvent = {
    type: "Warning",
    reason: "OOMKilling",
    message: `Memory cgroup out of memory: Killed process ${10_000 + (streamOf(name) % 50_000)} (${container})`,
    about: { apiVersion: "v1", kind: "Node", name: nodeName },
    component: "kernel-monitor",
    host: nodeName,
  };
  return [
    ...(reason === "OOMKilled" ? [killed] : []),
    ...startedContainer({ namespace, name, node: nodeName }, { name: container, image }),
  ];
}
