import type { Container } from "../../mesh/pod-template.ts";
import type { ClusterObject } from "../../traffic/cluster-view.ts";
import type { KubeEvent } from "../kube-event.ts";

interface PodOnNode {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
}

/** What scheduler and kubelet say of a pod that comes up. */
export function startedPod(pod: PodOnNode, containers: readonly Container[]): KubeEvent[] {
  const { namespace, name, node } = pod;
  return [
    {
      type: "Normal",
      reason: "Scheduled",
      message: `Successfully assigned ${namespace}/${name} to ${node}`,
      about: { apiVersion: "v1", kind: "Pod", namespace, name },
      component: "default-scheduler",
    },
    ...containers.flatMap((container) => startedContainer(pod, container)),
  ];
}

/** What the kubelet says of a container that is started, or started again. */
export function startedContainer(pod: PodOnNode, { name, image }: Pick<Container, "name" | "image">): KubeEvent[] {
  return [
    kubelet(pod, name, "Pulled", `Container image "${image}" already present on machine`),
    kubelet(pod, name, "Created", `Created container: ${name}`),
    kubelet(pod, name, "Started", `Started container ${name}`),
  ];
}

/** What the kubelet says of a pod that is taken down. */
export function stoppedPod(pod: ClusterObject): KubeEvent[] {
  const { nodeName = "", containers = [] } = (pod["spec"] ?? {}) as {
    readonly nodeName?: string;
    readonly containers?: readonly Container[];
  };
  const { namespace = "", name } = pod.metadata;
  return containers.map((container) =>
    kubelet({ namespace, name, node: nodeName }, container.name, "Killing", `Stopping container ${container.name}`),
  );
}

function kubelet({ namespace, name, node }: PodOnNode, container: string, reason: string, message: string): KubeEvent {
  return {
    type: "Normal",
    reason,
    message,
    about: { apiVersion: "v1", kind: "Pod", namespace, name, fieldPath: `spec.containers{${container}}` },
    component: "kubelet",
    host: node,
  };
}
