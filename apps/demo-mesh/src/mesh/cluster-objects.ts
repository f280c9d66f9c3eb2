import { RESOURCES, ROOT_NAMESPACE } from "../traffic/cluster-view.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "./mesh-spec.ts";
import { routingObjects } from "./routing-objects.ts";
import type { SeedObject } from "./seed-object.ts";
import { workloadObjects } from "./workload-objects.ts";

/** All objects of the cluster on its first day, owners before owned. */
export function clusterObjects(mesh: MeshSpec, seed: number): readonly SeedObject[] {
  return [
    ...[ROOT_NAMESPACE, ...mesh.namespaces].map(namespaceObject),
    ...mesh.nodes.map(nodeObject),
    ...serviceObjects(mesh),
    ...mesh.workloads.flatMap((spec, nth) => workloadObjects(spec, mesh, seed, nth)),
    ...routingObjects(mesh),
  ];
}

function namespaceObject(name: string): SeedObject {
  const injected = name !== ROOT_NAMESPACE && name !== "legacy";
  return {
    resource: RESOURCES.namespaces,
    manager: "kubectl-create",
    object: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name,
        labels: { "kubernetes.io/metadata.name": name, ...(injected && { "istio-injection": "enabled" }) },
      },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    },
  };
}

function nodeObject(name: string): SeedObject {
  const resources = { cpu: "8", memory: "32Gi", pods: "110" };
  return {
    resource: RESOURCES.nodes,
    manager: "kubelet",
    object: {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name, labels: { "kubernetes.io/hostname": name, "kubernetes.io/os": "linux" } },
      spec: {},
      status: {
        capacity: resources,
        allocatable: resources,
        conditions: [{ type: "Ready", status: "True", reason: "KubeletReady" }],
        nodeInfo: { kubeletVersion: "v1.32.4", osImage: "Debian GNU/Linux 12", architecture: "amd64" },
      },
    },
  };
}

/** One service for each app; versions share it. */
function serviceObjects({ workloads }: MeshSpec): SeedObject[] {
  const inside = workloads.filter(({ role }) => role !== "external");
  const apps = Map.groupBy(inside, ({ namespace, app }) => workloadKey({ namespace, name: app }));
  return [...apps.values()].flatMap(([spec]) => (spec ? [serviceObject(spec)] : []));
}

const PORT_NAMES = { http: "http", grpc: "grpc", tcp: "tcp" } as const;

function serviceObject({ namespace, app, port, protocol, role }: WorkloadSpec): SeedObject {
  const gateway = role === "gateway";
  return {
    resource: RESOURCES.services,
    manager: "kubectl-client-side-apply",
    object: {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: app, namespace, labels: { app } },
      spec: {
        type: gateway ? "LoadBalancer" : "ClusterIP",
        selector: gateway ? { istio: "ingressgateway" } : { app },
        ports: [{ name: PORT_NAMES[protocol], port: gateway ? 80 : port, targetPort: port, protocol: "TCP" }],
      },
    },
  };
}
