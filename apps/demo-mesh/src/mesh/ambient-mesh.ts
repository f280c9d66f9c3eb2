import { createDefaultMesh } from "./default-mesh.ts";
import type { MeshSpec, WorkloadSpec } from "./mesh-spec.ts";
import { row } from "./workload-row.ts";

const AMBIENT: ReadonlyMap<string, "ztunnel" | "waypoint"> = new Map([
  ["payments", "waypoint"],
  ["platform", "ztunnel"],
]);

/** The demo's mesh with two namespaces in ambient mode: payments behind a waypoint, platform with ztunnel alone. */
export function createAmbientMesh(seed: number): MeshSpec {
  const mesh = createDefaultMesh(seed);
  return { ...mesh, workloads: [...mesh.workloads.map(captured), waypoint("payments")] };
}

function captured(spec: WorkloadSpec): WorkloadSpec {
  const ambient = AMBIENT.get(spec.namespace);
  return ambient === undefined || spec.role !== "workload" ? spec : { ...spec, sidecar: false, ambient };
}

function waypoint(namespace: string): WorkloadSpec {
  return { ...row(namespace, "waypoint", "latest", 1, 0, { role: "waypoint", replicas: 2 }), port: WAYPOINT_PORT };
}

/** Where waypoints take HBONE. */
export const WAYPOINT_PORT = 15008;
