import { RESOURCES, ROOT_NAMESPACE } from "../traffic/cluster-view.ts";
import { controlPlaneObjects } from "./control-plane-objects.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "./mesh-spec.ts";
import { nodeObject } from "./node-object.ts";
import { OWNER_NAMESPACES } from "./owner-objects.ts";
import { hasRoutes, routingObjects } from "./routing-objects.ts";
import type { SeedObject } from "./seed-object.ts";
import { versionServices } from "./version-services.ts";
import { waypointObjects } from "./waypoint-objects.ts";
import { selectorLabels } from "./workload-labels.ts";
import { workloadObjects } from "./workload-objects.ts";

/** Namespaces of those who run the mesh: nothing in them is part of it. */
const INFRASTRUCTURE = [ROOT_NAMESPACE, "fyr-system", ...OWNER_NAMESPACES];

/** All objects of the cluster on its first day (RFC 3339), owners before owned. */
export function clusterObjects(mesh: MeshSpec, day: string = SOME_DAY): readonly SeedObject[] {
  return [
    ...[...INFRASTRUCTURE, ...mesh.namespaces].map((name) => namespaceObject(name, mesh)),
    ...mesh.nodes.map((name, nth) => nodeObject(name, nth, day)),
    ...controlPlaneObjects(mesh, day),
    ...mesh.workloads.flatMap((spec, nth) => workloadObjects(spec, mesh, nth, day)),
    ...routingObjects(mesh),
    ...serviceObjects(mesh),
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
  if (INFRASTRUCTURE.includes(namespace) || namespace === "legacy") return {};
  const ambient = workloads.find((spec) => spec.namespace === namespace && spec.ambient)?.ambient;
  if (ambient === undefined) return { "istio-injection": "enabled" };
  return {
    "istio.io/dataplane-mode": "ambient",
    ...(ambient === "waypoint" && { "istio.io/use-waypoint": "waypoint" }),
  };
}

/** Where it does not matter when that was. */
const SOME_DAY = "2026-11-11T07:40:12Z";

/** One service for each app, which versions share, and some that are written out. */
function serviceObjects(mesh: MeshSpec): SeedObject[] {
  const inside = mesh.workloads.filter(({ role }) => role !== "external");
  const apps = Map.groupBy(inside, ({ namespace, app }) => workloadKey({ namespace, name: app }));
  const special = hasRoutes(mesh) ? versionServices() : [];
  const isSpecial = ({ metadata }: SeedObject["object"]) =>
    special.some(
      ({ object }) => object.metadata.namespace === metadata.namespace && object.metadata.name === metadata.name,
    );
  const usual = [...apps.values()].flatMap(([spec]) => (spec ? [serviceObject(spec)] : []));
  return [...usual.filter(({ object }) => !isSpecial(object)), ...special];
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
