import type { KubernetesObject } from "@fyr/routing";
import type { MeshObjects } from "../mesh-objects.ts";
import { type PodFacts, readPod } from "../pods.ts";

export const noObjects: MeshObjects = {
  pods: [],
  controllers: [],
  replicaSets: [],
  controllerRevisions: [],
  services: [],
  namespaces: [],
  serviceEntries: [],
  virtualServices: [],
  gatewayRoutes: [],
  referenceGrants: [],
  owners: {},
  destinationRules: [],
  gatewaySelectors: [],
  otherConfig: [],
  nodes: [],
};

interface PodParts {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly containers?: readonly unknown[];
  readonly initContainers?: readonly unknown[];
  readonly ready?: boolean;
  readonly phase?: string;
}

export function pod(name: string, parts: PodParts = {}): PodFacts {
  const { labels = {}, annotations = {}, owner, containers = [{ name: "app" }], initContainers = [] } = parts;
  const { ready = true, phase = "Running" } = parts;
  return readPod({
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: "shop",
      labels,
      annotations,
      ...(owner && { ownerReferences: [{ apiVersion: "apps/v1", ...owner, controller: true }] }),
    },
    spec: { nodeName: "node-a", containers, initContainers },
    status: {
      phase,
      conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
      containerStatuses: [{ restartCount: 2 }, { restartCount: 1 }],
    },
  });
}

export function istioObject(kind: string, name: string, spec: KubernetesObject["spec"] & object): KubernetesObject {
  return { apiVersion: "networking.istio.io/v1", kind, metadata: { name, namespace: "shop" }, spec };
}
