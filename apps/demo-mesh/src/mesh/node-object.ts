import { RESOURCES } from "../traffic/cluster-view.ts";
import type { SeedObject } from "./seed-object.ts";

const REGION = "north-1";
const ZONES = ["a", "b", "c"];

function zoneOf(nth: number): string {
  return `${REGION}${ZONES[nth % ZONES.length]}`;
}

/** A node that is well since its first day (RFC 3339). */
export function nodeObject(name: string, nth: number, day: string): SeedObject {
  const resources = { cpu: "8", memory: "32Gi", pods: "110" };
  const address = `10.0.${1 + (nth % 250)}.10`;
  return {
    resource: RESOURCES.nodes,
    manager: "kubelet",
    object: {
      apiVersion: "v1",
      kind: "Node",
      metadata: {
        name,
        labels: {
          "kubernetes.io/hostname": name,
          "kubernetes.io/os": "linux",
          "kubernetes.io/arch": "amd64",
          "node.kubernetes.io/instance-type": "standard-8",
          "topology.kubernetes.io/region": REGION,
          "topology.kubernetes.io/zone": zoneOf(nth),
        },
      },
      spec: {},
      status: {
        addresses: [
          { type: "InternalIP", address },
          { type: "Hostname", address: name },
        ],
        capacity: resources,
        allocatable: resources,
        conditions: CONDITIONS.map((condition) => ({ ...condition, lastHeartbeatTime: day, lastTransitionTime: day })),
        nodeInfo: { kubeletVersion: "v1.32.4", osImage: "Debian GNU/Linux 12", architecture: "amd64" },
      },
    },
  };
}

// As the kubelet reports them: https://kubernetes.io/docs/reference/node/node-status/#condition
const CONDITIONS = [
  condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
  condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
  condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
  condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
];

function condition(type: string, status: string, reason: string, message: string) {
  return { type, status, reason, message };
}
