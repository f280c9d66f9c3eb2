import { RESOURCES, ROOT_NAMESPACE } from "../traffic/cluster-view.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "./mesh-spec.ts";
import { routingObjects } from "./routing-objects.ts";
import type { SeedObject } from "./seed-object.ts";
import { waypointObjects } from "./waypoint-objects.ts";
import { selectorLabels } from "./workload-labels.ts";
import { workloadObjects } from "./workload-objects.ts";

/** All objects of the cluster on its first day, owners before owned. */
export function clusterObjects(mesh: MeshSpec, seed: number): readonly SeedObject[] {
  return [
    ...[ROOT_NAMESPACE, ...mesh.namespaces].map((name) => namespaceObject(name, mesh)),
    ...mesh.nodes.map(nodeObject),
    ...serviceObjects(mesh),
    ...mesh.workloads.flatMap((spec, nth) => workloadObjects(spec, mesh, seed, nth)),
    ...routingObjects(mesh),
    ...waypointObjects(mesh),
  ];
}

function namespaceObject(name: string, mesh: MeshSpec): SeedObject {
  return {
    resource: RESOURCES.namespaces,
    manager: "kubectl-create",
    object: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name,
        labels: { "kubernetes.io/metadata.name": name, ...meshLabels(name, mesh) },
      },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    },
  };
}

/** How the namespace's pods get into the mesh. */
function meshLabels(namespace: string, { workloads }: MeshSpec): Readonly<Record<string, string>> {
  if (namespace === ROOT_NAMESPACE || namespace === "legacy") return {};
  const ambient = workloads.find((spec) => spec.namespace === namespace && spec.ambient)?.ambient;
  if (ambient === undefined) return { "istio-injection": "enabled" };
  return {
    "istio.io/dataplane-mode": "ambient",
    ...(ambient === "waypoint" && { "istio.io/use-waypoint": "waypoint" }),
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

function serviceObject(spec: WorkloadSpec): SeedObject {
  const { namespace, app, port, protocol, role } = spec;
  const gateway = role === "gateway";
  const name = role === "waypoint" ? "mesh" : PORT_NAMES[protocol];
  const selector = role === "waypoint" ? selectorLabels(spec) : gateway ? { istio: "ingressgateway" } : { app };
  return {
    resource: RESOURCES.services,
    manager: "kubectl-client-side-apply",
    object: {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: app, namespace, labels: { app } },
      spec: {
        type: gateway ? "LoadBalancer" : "ClusterIP",
        selector,
        ports: [{ name, port: gateway ? 80 : port, targetPort: port, protocol: "TCP" }],
      },
    },
  };
}
