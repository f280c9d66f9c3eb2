import { WAYPOINT_PORT } from "./ambient-mesh.ts";
import type { MeshSpec } from "./mesh-spec.ts";
import type { SeedObject } from "./seed-object.ts";

const GATEWAYS = { group: "gateway.networking.k8s.io", plural: "gateways" };

/** The Gateway behind each waypoint, as `istioctl waypoint apply` writes it. */
export function waypointObjects({ workloads }: MeshSpec): SeedObject[] {
  return workloads
    .filter(({ role }) => role === "waypoint")
    .map(({ namespace, name }) => ({
      resource: GATEWAYS,
      manager: "istioctl",
      object: {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "Gateway",
        metadata: { name, namespace, labels: { "istio.io/waypoint-for": "service" } },
        spec: {
          gatewayClassName: "istio-waypoint",
          listeners: [{ name: "mesh", port: WAYPOINT_PORT, protocol: "HBONE" }],
        },
      },
    }));
}
